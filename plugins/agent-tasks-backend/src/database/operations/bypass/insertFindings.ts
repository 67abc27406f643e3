import type { Knex } from 'knex';
import { BROKER } from '../../../launcher/actor';
import type { BypassFindingRow } from '../../rows';
import { appendAudit } from '../audit/appendAudit';

/** A finding as it is made. */
export type NewFinding = Pick<
  BypassFindingRow,
  | 'id'
  | 'host'
  | 'repository_owner'
  | 'repository_name'
  | 'entity_ref'
  | 'owner_ref'
  | 'github_task_id'
  | 'github_task_url'
  | 'creator_id'
  | 'creator_login'
  | 'agent_state'
  | 'pulls'
  | 'kind'
  | 'marker_task_id'
  | 'created_at'
>;

/**
 * Keeps findings, each once, with their audit records and one fact to tell for
 * all of them, in the transaction of the page that they were read from.
 *
 * @returns those that are new.
 */
export async function insertFindings(
  tx: Knex.Transaction,
  findings: NewFinding[],
): Promise<BypassFindingRow[]> {
  if (!findings.length) {
    return [];
  }
  const rows = await tx('bypass_findings')
    .insert(
      findings.map(finding => ({
        ...finding,
        pulls: JSON.stringify(
          finding.pulls,
        ) as unknown as BypassFindingRow['pulls'],
      })),
    )
    .onConflict(['host', 'github_task_id'])
    .ignore()
    .returning('*');
  for (const row of rows) {
    await appendAudit(tx, {
      action: 'bypass.found',
      actor: BROKER,
      result: 'allowed',
      entity_ref: row.entity_ref,
      repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
      details: {
        findingId: row.id,
        githubTaskId: row.github_task_id,
        kind: row.kind,
        ...(row.creator_id !== null && { creatorId: row.creator_id }),
        ...(row.marker_task_id !== null && {
          markerTaskId: row.marker_task_id,
        }),
      },
    });
  }
  const [first] = rows;
  if (first) {
    await tx('outbox').insert({
      kind: 'bypass-found',
      entity_ref: first.entity_ref,
      payload: {
        repository: `${first.repository_owner}/${first.repository_name}`,
        host: first.host,
        count: rows.length,
        findingIds: rows.map(({ id }) => id),
        ...(first.owner_ref !== null && { owner: first.owner_ref }),
        ...(first.creator_login !== null && {
          creator: first.creator_login,
        }),
      },
    });
  }
  return rows;
}
