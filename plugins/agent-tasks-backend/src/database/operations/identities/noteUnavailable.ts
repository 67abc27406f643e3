import type { Knex } from 'knex';
import { databaseTime } from '../sqlTime';

/** Requests that are lost together are one failure, not many. */
const TOGETHER_MS = 1_000;

/**
 * Counts a request that GitHub refused for a limit or left without an answer.
 * Those that were under way together, or during a pause, count once.
 *
 * @returns how many there were in a row, this one included
 */
export async function noteUnavailable(
  tx: Knex,
  options: { identityId: string; message: string },
): Promise<number> {
  const [row] = await tx('identity_states')
    .where('identity_id', options.identityId)
    .update({
      failures_in_row: tx.raw(
        `case when failures_in_row > 0 and (paused_until > clock_timestamp()
             or last_error_at > clock_timestamp() - ? * interval '1 millisecond')
           then failures_in_row else failures_in_row + 1 end`,
        [TOGETHER_MS],
      ) as unknown as number,
      last_error: options.message,
      last_error_at: databaseTime(tx),
    })
    .returning('failures_in_row');
  return row?.failures_in_row ?? 0;
}
