import type { Knex } from 'knex';
import type { AgentTaskApproval } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { primaryPull } from '../../../review/primaryPull';
import { toApproval } from '../../../approvals/toApproval';
import { findOpenRequests } from '../approvals/findOpenRequests';
import { listApprovals } from '../approvals/listApprovals';
import type {
  PullRequestRow,
  PullRouteRow,
  TaskRow,
  TaskWaitRow,
  TemplateVersionRow,
} from '../../rows';

/** What belongs to a row when it is shown. */
export type TaskParts = {
  template?: Pick<TemplateVersionRow, 'version' | 'digest' | 'title'>;
  /** The one that stands for the latest attempt, once it was read. */
  pull?: PullRequestRow;
  /** What the broker waits for to bring it into review. */
  routeWaitsFor?: PullRouteRow['waits_for'];
  /** Login of the identity, which the agent asks for a review itself. */
  identityLogin?: string;
  /** As it was seen last, which may be half a minute ago. */
  wait?: TaskWaitRow;
  /** That it waits for. */
  approval?: AgentTaskApproval;
};

type RoutedPull = PullRequestRow & Pick<PullRouteRow, 'waits_for'>;

/**
 * The template versions and pull requests of some tasks, in two queries,
 * since when they wait and under which names their identities work in two more,
 * and the approvals that they wait for in two
 * more where they do.
 */
export async function loadTaskParts(
  knex: Knex | Knex.Transaction,
  tasks: Array<
    Pick<
      TaskRow,
      | 'id'
      | 'template_version_id'
      | 'attempt_number'
      | 'launch_state'
      | 'identity_id'
    >
  >,
): Promise<(task: (typeof tasks)[number]) => TaskParts> {
  const versionIds = new Set(
    tasks.flatMap(task => task.template_version_id ?? []),
  );
  const [versions, pulls, waits, identities, approvals] = await Promise.all([
    knex('template_versions')
      .whereIn('id', [...versionIds])
      .select('id', 'version', 'digest', 'title'),
    knex('pull_requests')
      .leftJoin('pull_routes', {
        'pull_routes.task_id': 'pull_requests.task_id',
        'pull_routes.database_id': 'pull_requests.database_id',
      })
      .whereIn(
        'pull_requests.task_id',
        tasks.map(({ id }) => id),
      )
      .whereNotNull('number')
      .select<RoutedPull[]>('pull_requests.*', 'pull_routes.waits_for'),
    knex('task_waits').whereIn(
      'task_id',
      tasks.map(({ id }) => id),
    ),
    knex('identity_states')
      .whereIn('identity_id', [
        ...new Set(tasks.flatMap(task => task.identity_id ?? [])),
      ])
      .select('identity_id', 'login'),
    loadApprovals(
      knex,
      tasks
        .filter(task => task.launch_state === 'awaiting_approval')
        .map(({ id }) => id),
    ),
  ]);
  const versionsById = new Map(versions.map(row => [row.id, row]));
  const logins = new Map(
    identities.map(({ identity_id: id, login }) => [id, login]),
  );
  const waitsByTask = new Map(waits.map(wait => [wait.task_id, wait]));
  const pullsByAttempt = new Map<string, RoutedPull[]>();
  for (const row of pulls) {
    const attempt = `${row.task_id} ${row.attempt_number}`;
    pullsByAttempt.set(attempt, [...(pullsByAttempt.get(attempt) ?? []), row]);
  }
  return task => {
    const template =
      task.template_version_id !== null
        ? versionsById.get(task.template_version_id)
        : undefined;
    const pull = primaryPull(
      pullsByAttempt.get(`${task.id} ${task.attempt_number}`) ?? [],
    );
    const identityLogin = logins.get(task.identity_id ?? '');
    const wait = waitsByTask.get(task.id);
    const approval = approvals.get(task.id);
    return {
      ...(template && { template }),
      ...(pull && { pull, routeWaitsFor: pull.waits_for }),
      ...(identityLogin && { identityLogin }),
      ...(wait && { wait }),
      ...(approval && { approval }),
    };
  };
}

async function loadApprovals(
  knex: Knex | Knex.Transaction,
  taskIds: string[],
): Promise<Map<string, AgentTaskApproval>> {
  const requests = await findOpenRequests(knex, taskIds);
  const given = await listApprovals(
    knex,
    requests.map(({ id }) => id),
  );
  return new Map(
    requests.map(request => [
      request.task_id,
      toApproval(
        request,
        given.filter(approval => approval.request_id === request.id),
      ),
    ]),
  );
}
