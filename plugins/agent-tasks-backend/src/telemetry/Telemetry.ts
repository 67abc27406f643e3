/** What the engine tells as it happens. Never throws. */
export interface Telemetry {
  /** A POST was sent or withheld, and what became of it is written. */
  launched(launch: {
    identityId: string;
    outcome: 'accepted' | 'not-accepted' | 'not-sent' | 'unknown';
    /** Failure class; empty where it was accepted. */
    failureClass?: string;
  }): void;
  /** An unknown outcome was found out, or left to a person. */
  reconciled(look: { verdict: string; seconds: number }): void;
  /** Someone else has taken over what this process was at. */
  leaseLost(work: 'launch' | 'sweep'): void;
  /** GitHub has answered. */
  answered(answer: {
    identityId: string;
    kind: 'launch' | 'read' | 'graphql';
    status: number;
  }): void;
}

/** Tells nobody. */
export const silentTelemetry: Telemetry = {
  launched: () => {},
  reconciled: () => {},
  leaseLost: () => {},
  answered: () => {},
};
