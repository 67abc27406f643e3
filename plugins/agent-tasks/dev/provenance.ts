import type {
  AgentTask,
  BypassFinding,
  ProvenancePage,
  ProvenanceQuery,
  ProvenanceRow,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo, taskId } from './fixtures';

/** What a task led to. */
export function provenanceOf(task: AgentTask): ProvenanceRow {
  const { pullRequest } = task;
  return {
    taskId: task.id,
    title: task.title,
    phase: task.phase,
    createdAt: task.createdAt,
    repository: task.repository,
    entityRef: task.entityRef,
    owner: task.owner,
    template: task.template,
    ticket: task.ticket,
    requestedBy: task.requestedBy,
    approvers: [],
    identity: task.identity,
    model: task.model,
    sessionModels: task.launchedAt ? ['gpt-5'] : [],
    customAgent: task.customAgent,
    promptDigest: `sha256:${'1'.repeat(64)}`,
    usage: task.usage,
    githubTasks: task.githubTask
      ? [{ ...task.githubTask, adopted: false }]
      : [],
    pullRequests: pullRequest
      ? [
          {
            number: pullRequest.number,
            url: pullRequest.url,
            title: pullRequest.title,
            state: pullRequest.state,
            mergedAt: pullRequest.mergedAt,
            mergeCommit: pullRequest.mergeCommit,
          },
        ]
      : [],
  };
}

/** Filters, counts and pages as the real broker does. */
export function answerProvenance(
  tasks: AgentTask[],
  query: ProvenanceQuery,
): ProvenancePage {
  const among = (list: string[] | undefined, ...values: unknown[]) =>
    !list?.length || values.some(value => list.includes(String(value)));
  const rows = tasks
    .map(provenanceOf)
    .filter(
      row =>
        among(
          query.template,
          row.template?.ref,
          row.template?.ref.split('/')[1],
        ) &&
        among(query.version, row.template?.version) &&
        among(query.digest, row.template?.digest) &&
        among(query.model, row.model, ...row.sessionModels) &&
        among(query.customAgent, row.customAgent) &&
        among(query.identity, row.identity) &&
        among(query.ticket, row.ticket) &&
        among(
          query.repository,
          `${row.repository.owner}/${row.repository.name}`,
        ) &&
        (!query.from || row.createdAt >= query.from) &&
        (!query.to || row.createdAt < query.to) &&
        (!query.pullRequest ||
          row.pullRequests.some(
            ({ url, number }) =>
              url === query.pullRequest ||
              String(number) === query.pullRequest?.replace('#', ''),
          )) &&
        (!query.commit ||
          row.pullRequests.some(pull =>
            pull.mergeCommit?.startsWith(query.commit ?? ''),
          )),
    )
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const pulls = rows.flatMap(row => row.pullRequests);
  const limit = query.limit ?? 50;
  const from = Number(query.cursor ?? 0);
  return {
    counts: {
      tasks: rows.length,
      repositories: new Set(rows.map(row => row.repository.url)).size,
      pullRequests: pulls.length,
      merged: pulls.filter(({ state }) => state === 'merged').length,
      credits: rows.reduce((sum, row) => sum + (row.usage?.credits ?? 0), 0),
    },
    items: rows.slice(from, from + limit),
    pageInfo: {
      prevCursor: from > 0 ? String(Math.max(0, from - limit)) : undefined,
      nextCursor: from + limit < rows.length ? String(from + limit) : undefined,
    },
  };
}

/** A task that somebody started on GitHub by hand. */
export function finding(
  number: number,
  change: Partial<BypassFinding> = {},
): BypassFinding {
  return {
    id: taskId(10_000 + number),
    status: 'open',
    kind: 'no-intent',
    repository: { host: 'github.com', owner: 'acme', name: 'payments' },
    entityRef: 'component:default/payments',
    owner: 'group:default/payments-team',
    githubTask: {
      id: `foreign-${number}`,
      url: `https://github.com/acme/payments/tasks/foreign-${number}`,
      state: 'completed',
    },
    creator: { id: '77', login: 'mallory' },
    createdAt: minutesAgo(180),
    foundAt: minutesAgo(20),
    ...change,
  };
}
