import type { BypassFinding } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { BypassFindingRow } from '../database/rows';

/** A row as people see it. */
export function toFinding(row: BypassFindingRow): BypassFinding {
  return {
    id: row.id,
    status: row.status,
    kind: row.kind,
    repository: {
      host: row.host,
      owner: row.repository_owner,
      name: row.repository_name,
    },
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
    ...(row.owner_ref !== null && { owner: row.owner_ref }),
    githubTask: {
      id: row.github_task_id,
      ...(row.github_task_url !== null && { url: row.github_task_url }),
      ...(row.agent_state !== null && { state: row.agent_state }),
    },
    ...(row.creator_id !== null && {
      creator: {
        id: row.creator_id,
        ...(row.creator_login !== null && { login: row.creator_login }),
      },
    }),
    ...(row.marker_task_id !== null && { markerTaskId: row.marker_task_id }),
    createdAt: row.created_at.toISOString(),
    foundAt: row.found_at.toISOString(),
    ...(row.adopted_task_id !== null && {
      adoptedTaskId: row.adopted_task_id,
    }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.decided_at !== null && {
      decidedAt: row.decided_at.toISOString(),
    }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
