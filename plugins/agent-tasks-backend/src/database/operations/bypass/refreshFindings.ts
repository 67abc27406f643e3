import type { Knex } from 'knex';
import type { TaskReading } from '../../../github/mapTask';

/**
 * Writes what GitHub says now of tasks that were found before. A decision about
 * a finding is not touched.
 */
export async function refreshFindings(
  tx: Knex.Transaction,
  host: string,
  readings: TaskReading[],
): Promise<void> {
  if (!readings.length) {
    return;
  }
  await tx.raw(
    `update bypass_findings f set
       agent_state = coalesce(v.state, f.agent_state),
       github_task_url = coalesce(v.url, f.github_task_url),
       pulls = v.pulls
     from jsonb_to_recordset(:readings::jsonb) as v(
       id text, state text, url text, pulls jsonb)
     where f.host = :host and f.github_task_id = v.id`,
    {
      host,
      readings: JSON.stringify(
        readings.map(({ id, state, url, pulls }) => ({
          id,
          state,
          url,
          pulls,
        })),
      ),
    },
  );
}
