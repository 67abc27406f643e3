import type { ProvenanceRow } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** The columns of the CSV, in this order; new ones are added at the end. */
export const csvColumns = [
  'task',
  'title',
  'phase',
  'submitted',
  'repository',
  'component',
  'owner',
  'template',
  'template version',
  'template digest',
  'ticket',
  'requester',
  'approvers',
  'identity',
  'model asked for',
  'models of sessions',
  'custom agent',
  'prompt digest',
  'credits',
  'GitHub tasks',
  'pull request',
  'pull request state',
  'merged',
  'merge commit',
  'custom agent files',
];

/**
 * One line a pull request, and one for a task without any. Credits stand on a
 * task's first line only, so that a column can be summed.
 */
export function toCsvRecords(row: ProvenanceRow): Record<string, unknown>[] {
  const { repository, template, pullRequests } = row;
  const task = {
    task: row.taskId,
    title: row.title,
    phase: row.phase,
    submitted: row.createdAt,
    repository: `${repository.host}/${repository.owner}/${repository.name}`,
    component: row.entityRef,
    owner: row.owner,
    template: template?.ref,
    'template version': template?.version,
    'template digest': template?.digest,
    ticket: row.ticket,
    requester: row.requestedBy,
    approvers: row.approvers.join(' '),
    identity: row.identity,
    'model asked for': row.model,
    'models of sessions': row.sessionModels.join(' '),
    'custom agent': row.customAgent,
    'prompt digest': row.promptDigest,
    'GitHub tasks': row.githubTasks.map(({ id }) => id).join(' '),
    'custom agent files': filesOf(row).join(' '),
  };
  const credits = row.usage?.credits;
  return pullRequests.length
    ? pullRequests.map((pull, index) => ({
        ...task,
        ...(index === 0 && { credits }),
        'pull request': pull.url,
        'pull request state': pull.state,
        merged: pull.mergedAt,
        'merge commit': pull.mergeCommit,
      }))
    : [{ ...task, credits }];
}

/** Of all attempts; one file in two wordings is two. */
function filesOf({ githubTasks }: ProvenanceRow): string[] {
  return [
    ...new Set(
      githubTasks.flatMap(({ customAgentFile: file }) =>
        file ? `${file.repository}/${file.path}@${file.sha}` : [],
      ),
    ),
  ];
}
