import type { ProvenanceRow } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { ProvenanceTaskRow } from '../database/operations/provenance/listProvenance';
import type { ProvenanceParts } from '../database/operations/provenance/loadProvenanceParts';
import type { PullRequestRow } from '../database/rows';
import { roundCredits } from '../tasks/credits';

/** A task with what it led to. */
export function toProvenanceRow(
  row: ProvenanceTaskRow,
  parts: ProvenanceParts,
): ProvenanceRow {
  const { template } = parts;
  return {
    taskId: row.id,
    title: row.title,
    phase: row.phase,
    createdAt: row.created_at.toISOString(),
    repository: {
      host: row.host,
      owner: row.repository_owner,
      name: row.repository_name,
      url: row.repository_url,
    },
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
    ...(row.owner_ref !== null && { owner: row.owner_ref }),
    ...(row.template_ref !== null &&
      template && {
        template: {
          ref: row.template_ref,
          title: template.title,
          version: template.version,
          digest: template.digest,
        },
      }),
    ...(row.ticket !== null && { ticket: row.ticket }),
    requestedBy: row.requested_by,
    approvers: parts.approvers,
    ...(row.identity_id !== null && { identity: row.identity_id }),
    ...(row.model !== null && { model: row.model }),
    sessionModels: row.session_models,
    ...(row.custom_agent !== null && { customAgent: row.custom_agent }),
    promptDigest: row.prompt_digest,
    ...((row.credits_nano !== null || row.premium_requests !== null) && {
      usage: {
        credits: roundCredits(row.credits_nano ?? '0'),
        ...(row.premium_requests !== null && {
          premiumRequests: Number(row.premium_requests),
        }),
      },
    }),
    githubTasks: [
      ...parts.attempts.map(attempt => ({
        ...toGitHubTask(attempt, false),
        ...(attempt.custom_agent_file && {
          customAgentFile: attempt.custom_agent_file,
        }),
      })),
      ...parts.adopted.map(task => toGitHubTask(task, true)),
    ],
    pullRequests: parts.pulls.flatMap(toPullRequest),
  };
}

function toGitHubTask(
  task: { github_task_id: string | null; github_task_url: string | null },
  adopted: boolean,
): ProvenanceRow['githubTasks'][number] {
  return {
    id: task.github_task_id ?? '',
    ...(task.github_task_url !== null && { url: task.github_task_url }),
    adopted,
  };
}

function toPullRequest(row: PullRequestRow): ProvenanceRow['pullRequests'] {
  if (row.number === null || row.url === null || row.state === null) {
    return [];
  }
  return [
    {
      number: row.number,
      url: row.url,
      title: row.title ?? '',
      state: row.state,
      ...(row.merged_at && { mergedAt: row.merged_at.toISOString() }),
      ...(row.merge_commit !== null && { mergeCommit: row.merge_commit }),
    },
  ];
}
