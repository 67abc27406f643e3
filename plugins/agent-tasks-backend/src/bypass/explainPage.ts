import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { listKnownGitHubTasks } from '../database/operations/attempts/listKnownGitHubTasks';
import type { ClaimedBypassSweep } from '../database/operations/bypass/claimBypassSweep';
import { findMarkedAttempts } from '../database/operations/bypass/findMarkedAttempts';
import type { NewFinding } from '../database/operations/bypass/insertFindings';
import { listKnownFindings } from '../database/operations/bypass/listKnownFindings';
import { findRepositoryTask } from '../github/getRepositoryTask';
import { getUserLogin } from '../github/getUserLogin';
import type { GitHubClient } from '../github/GitHubClient';
import type { TaskReading } from '../github/mapTask';
import { markersOf } from '../launcher/marker';
import { READ_TIMEOUT_MS } from '../tracker/readTask';
import { explainTask } from './explainTask';

/** A page with many tasks that are not ours takes minutes: two requests for each. */
const HEARTBEAT_MS = 30_000;

/** What a page of tasks holds; ours are not mentioned. */
export type ExplainedPage = {
  findings: NewFinding[];
  /** Readings of tasks that were found before. */
  known: TaskReading[];
  /** Ids of the findings among those that were adopted. */
  adoptedIds: string[];
  /** Whether any may still turn out to be ours. */
  waits: boolean;
};

/**
 * Sorts a page of tasks into ours, found before, found now, and undecided. A
 * task that nothing is known of is read once, for its prompts.
 *
 * @throws GitHubError where one cannot be read
 */
export async function explainPage(
  knex: Knex,
  page: {
    claimed: ClaimedBypassSweep;
    github: GitHubClient;
    tasks: TaskReading[];
    signal: AbortSignal;
    /** Called while it takes long. */
    keepLease: () => Promise<void>;
  },
): Promise<ExplainedPage> {
  const { claimed, github, tasks, signal, keepLease } = page;
  const { host, repository_owner: owner, repository_name: name } = claimed;
  const ids = tasks.map(({ id }) => id);
  const [ours, before] = await Promise.all([
    listKnownGitHubTasks(knex, ids),
    listKnownFindings(knex, host, ids),
  ]);
  const result: ExplainedPage = {
    findings: [],
    known: tasks.filter(({ id }) => before.has(id)),
    adoptedIds: [...before.values()]
      .filter(({ status }) => status === 'adopted')
      .map(({ id }) => id),
    waits: false,
  };
  const options = { signal, timeoutMs: READ_TIMEOUT_MS };
  const logins = new Map<string, string | undefined>();
  const loginOf = async (userId: string) => {
    if (!logins.has(userId)) {
      logins.set(userId, await getUserLogin(github, userId, options));
    }
    return logins.get(userId);
  };
  let keptAt = performance.now();
  for (const task of tasks) {
    if (ours.has(task.id) || before.has(task.id)) {
      continue;
    }
    if (performance.now() - keptAt > HEARTBEAT_MS) {
      await keepLease();
      keptAt = performance.now();
    }
    const detail = await findRepositoryTask(
      github,
      { owner, name, taskId: task.id },
      options,
    );
    const prompts =
      detail?.sessions?.flatMap(({ prompt }) => prompt ?? []) ?? [];
    // after the reading: what was bound meanwhile is seen
    const marked = await findMarkedAttempts(knex, prompts.flatMap(markersOf));
    const explanation = explainTask(
      {
        id: task.id,
        repository: claimed.repository,
        creatorId: task.creatorId,
        createdAt: task.createdAt,
        prompts,
        marked: [...marked.values()],
      },
      claimed.now,
    );
    if (explanation.kind === 'wait') {
      result.waits = true;
    } else if (explanation.kind !== 'ours') {
      result.findings.push({
        id: randomUUID(),
        host,
        repository_owner: owner,
        repository_name: name,
        entity_ref: claimed.entity_ref,
        owner_ref: claimed.owner_ref,
        github_task_id: task.id,
        github_task_url: task.url ?? null,
        creator_id: task.creatorId ?? null,
        creator_login: task.creatorId
          ? (await loginOf(task.creatorId)) ?? null
          : null,
        agent_state: task.state ?? null,
        pulls: task.pulls,
        kind: explanation.kind,
        marker_task_id:
          explanation.kind === 'marker-copied' ? explanation.taskId : null,
        created_at: task.createdAt,
      });
    }
  }
  return result;
}
