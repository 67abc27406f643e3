import type { Knex } from 'knex';

/** A storm of hints costs at most one sweep in this time. */
const SHORTEST_GAP_MS = 2_000;

/** Which sweeps, and by when. */
export type Hasten = {
  /** All of them unless given. */
  identityIds?: string[];
  /** Latest start from now. */
  withinMs: number;
  /** Whether the next one goes over all states. */
  full: boolean;
};

/**
 * Brings sweeps forward; never puts one off, never sooner than 2 s after the
 * latest.
 */
export async function hastenSweeps(db: Knex, hasten: Hasten): Promise<void> {
  const { identityIds, withinMs, full } = hasten;
  await db.raw(
    `update identity_states set
       sweep_due_at = least(sweep_due_at, greatest(
         clock_timestamp() + :withinMs * interval '1 ms',
         swept_at + :gapMs * interval '1 ms')),
       full_sweep_due_at = case when :full then least(full_sweep_due_at, clock_timestamp())
         else full_sweep_due_at end
     where (:identityIds::text[] is null or identity_id = any(:identityIds::text[]))
       and sweep_due_at > clock_timestamp() + :withinMs * interval '1 ms'`,
    {
      identityIds: identityIds ?? null,
      withinMs,
      full,
      gapMs: SHORTEST_GAP_MS,
    } as Record<string, Knex.Value>,
  );
}
