import type { Knex } from 'knex';

/** A storm of hints costs at most one reading in this time. */
const SHORTEST_GAP_MS = 2_000;

/** Pull requests that a hint names. */
export type PullHint = {
  host: string;
  owner: string;
  name: string;
  numbers: number[];
  headRefs: string[];
};

/**
 * Brings the next readings of pull requests forward, also of those that were
 * closed, which may have been opened again.
 *
 * @returns how many.
 */
export async function hastenPulls(db: Knex, hint: PullHint): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update pull_requests p
     set next_look_at = greatest(clock_timestamp(),
       p.read_at + :gapMs * interval '1 ms')
     from agent_tasks t
     where t.id = p.task_id
       and lower(t.host) = lower(:host)
       and lower(t.repository_owner) = lower(:owner)
       and lower(t.repository_name) = lower(:name)
       and (p.number = any(:numbers) or p.head_ref = any(:headRefs))
       and p.state is distinct from 'merged'
       and (p.next_look_at is null or p.next_look_at > clock_timestamp())`,
    { ...hint, gapMs: SHORTEST_GAP_MS },
  );
  return rowCount;
}
