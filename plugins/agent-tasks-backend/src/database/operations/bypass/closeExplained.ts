import type { Knex } from 'knex';
import { BROKER } from '../../../launcher/actor';
import { appendAudit } from '../audit/appendAudit';

/**
 * Closes open findings of a repository that have become a task of ours since,
 * because somebody has decided so about a launch whose outcome was unknown.
 */
export async function closeExplained(
  tx: Knex.Transaction,
  repository: { host: string; owner: string; name: string },
): Promise<void> {
  const { rows } = await tx.raw<{
    rows: { id: string; github_task_id: string; adopted_task_id: string }[];
  }>(
    `update bypass_findings f set
       status = 'adopted',
       adopted_task_id = a.task_id,
       decided_by = :actor,
       decided_at = clock_timestamp()
     from agent_task_attempts a
     where f.status = 'open' and f.host = :host
       and f.repository_owner = :owner and f.repository_name = :name
       and a.github_task_id = f.github_task_id
     returning f.id, f.github_task_id, f.adopted_task_id`,
    { ...repository, actor: BROKER },
  );
  for (const row of rows) {
    await appendAudit(tx, {
      action: 'bypass.adopt',
      actor: BROKER,
      result: 'allowed',
      task_id: row.adopted_task_id,
      repository: `${repository.host}/${repository.owner}/${repository.name}`,
      details: { findingId: row.id, githubTaskId: row.github_task_id },
    });
  }
}
