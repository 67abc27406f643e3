import type { SessionReading } from '../github/mapTask';

/** What the sessions of one attempt have used. */
export type Usage = {
  /** Whole nano units of AI credits, as digits. */
  creditsNano?: string;
  premiumRequests?: string;
};

/**
 * Sums the usage of sessions. Credits stay whole nano units, so that nothing is
 * rounded before it is shown.
 */
export function sumUsage(sessions: SessionReading[]): Usage {
  const credits = sessions.flatMap(({ creditsNano }) => creditsNano ?? []);
  const premium = sessions.flatMap(
    ({ premiumRequests }) => premiumRequests ?? [],
  );
  return {
    ...(credits.length && {
      creditsNano: credits
        .reduce((sum, amount) => sum + BigInt(amount), 0n)
        .toString(),
    }),
    ...(premium.length && {
      // four places, as the column has
      premiumRequests: (
        premium.reduce((sum, n) => sum + Math.round(Number(n) * 1e4), 0) / 1e4
      ).toString(),
    }),
  };
}
