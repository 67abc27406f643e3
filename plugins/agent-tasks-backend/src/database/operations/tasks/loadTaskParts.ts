import type { Knex } from 'knex';
import type {
  AgentTaskApproval,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { toApproval } from '../../../approvals/toApproval';
import { endedPhases } from '../../../tasks/waitOf';
import { findOpenRequests } from '../approvals/findOpenRequests';
import { listApprovals } from '../approvals/listApprovals';
import { loadRoutedPulls, RoutedPull } from '../pulls/loadRoutedPulls';
import type { TaskRow, TaskWaitRow, TemplateVersionRow } from '../../rows';

/** What belongs to a row when it is shown. */
export type TaskParts = {
  template?: Pick<TemplateVersionRow, 'version' | 'digest' | 'title'>;
  /** The one that stands for the latest attempt, once it was read. */
  pull?: RoutedPull;
  /** Login of the identity, which the agent asks for a review itself. */
  identityLogin?: string;
  /** As it was seen last, which may be half a minute ago. */
  wait?: TaskWaitRow;
  /** That it waits for. */
  approval?: AgentTaskApproval;
};

const ended: ReadonlySet<Phase> = new Set(endedPhases);

/**
 * What belongs to some tasks, in a query for each kind of it, and in none for
 * what none of them can have.
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
      | 'phase'
    >
  >,
): Promise<(task: (typeof tasks)[number]) => TaskParts> {
  const versionIds = new Set(
    tasks.flatMap(task => task.template_version_id ?? []),
  );
  const [versions, pulls, waits, approvals] = await Promise.all([
    knex('template_versions')
      .whereIn('id', [...versionIds])
      .select('id', 'version', 'digest', 'title'),
    loadRoutedPulls(knex, tasks),
    loadWaits(
      knex,
      tasks.filter(({ phase }) => !ended.has(phase)).map(({ id }) => id),
    ),
    loadApprovals(
      knex,
      tasks
        .filter(task => task.launch_state === 'awaiting_approval')
        .map(({ id }) => id),
    ),
  ]);
  const versionsById = new Map(versions.map(row => [row.id, row]));
  const logins = await loadLogins(
    knex,
    tasks
      .filter(task => pulls(task)?.requested_reviewers.length)
      .flatMap(task => task.identity_id ?? []),
  );
  const waitsByTask = new Map(waits.map(wait => [wait.task_id, wait]));
  return task => {
    const template =
      task.template_version_id !== null
        ? versionsById.get(task.template_version_id)
        : undefined;
    const pull = pulls(task);
    const identityLogin = logins.get(task.identity_id ?? '');
    const wait = waitsByTask.get(task.id);
    const approval = approvals.get(task.id);
    return {
      ...(template && { template }),
      ...(pull && { pull }),
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

async function loadWaits(
  knex: Knex | Knex.Transaction,
  taskIds: string[],
): Promise<TaskWaitRow[]> {
  return taskIds.length
    ? await knex('task_waits').whereIn('task_id', taskIds)
    : [];
}

async function loadLogins(
  knex: Knex | Knex.Transaction,
  identityIds: string[],
): Promise<Map<string, string | null>> {
  const rows = identityIds.length
    ? await knex('identity_states')
        .whereIn('identity_id', [...new Set(identityIds)])
        .select('identity_id', 'login')
    : [];
  return new Map(rows.map(({ identity_id: id, login }) => [id, login]));
}
