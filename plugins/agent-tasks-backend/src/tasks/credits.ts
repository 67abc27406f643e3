/**
 * AI credits as people see them, to one decimal, from whole nano units as
 * digits. Sums are made before this division, never after.
 */
export function roundCredits(nano: string): number {
  // hundred-millions of nano units are tenths of a credit
  return Number((BigInt(nano) + 50_000_000n) / 100_000_000n) / 10;
}

/** GitHub reports usage in nano units. */
export const NANO_PER_CREDIT = 1_000_000_000;
