const NANO = 1_000_000_000;

/**
 * AI credits to one decimal, from a sum in nano units. GitHub counts in whole
 * nano units: sums are made before this division, never after.
 */
export function roundCredits(nano: string): number {
  return Math.round((Number(nano) / NANO) * 10) / 10;
}
