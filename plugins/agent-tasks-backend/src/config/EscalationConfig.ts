import type { StallKind } from '../escalation/serviceLevels';

/** Whom the broker tells of tasks that wait for too long, and when. */
export type EscalationConfig = {
  enabled: boolean;
  /** Milliseconds that a task may wait for something. */
  levels: Partial<Record<StallKind, number>>;
  /** The same by tier, which comes before. */
  tiers: Record<string, Partial<Record<StallKind, number>>>;
  /** Milliseconds after the owner was told. */
  ladder: { parentGroupsMs: number; onCallMs: number; adminsMs: number };
  quietHours?: QuietHours;
  /** For whom more tasks wait gets one notification of all of them. */
  digestAbove: number;
};

/** When nobody is told anything. */
export type QuietHours = {
  /** IANA name. */
  timeZone: string;
  /** Local time of day, `18:00`. */
  from: string;
  to: string;
  weekends: boolean;
};
