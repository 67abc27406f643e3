import { includesRole, tokenRole } from '../state/access';
import { GitHubError } from '../state/GitHubError';
import { AgentTask, AgentTaskState, Repository } from '../state/types';
import { AgentRunner } from '../agent/AgentRunner';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import { presentTask, presentTaskWithSessions } from './present/presentTask';
import { Route } from './route';

const STATES: readonly AgentTaskState[] = [
  'queued',
  'in_progress',
  'completed',
  'failed',
  'idle',
  'waiting_for_user',
  'timed_out',
  'cancelled',
];

const READ = ['agent_tasks', 'read'] as const;
const WRITE = ['agent_tasks', 'write'] as const;
const DOCUMENTATION = 'https://docs.github.com/rest/agent-tasks/agent-tasks';

/** The five operations of the Agent Tasks API. */
export function registerAgentTasks(
  route: Route,
  deps: RestDeps,
  agent: AgentRunner,
): void {
  const { world, urls } = deps;

  route(
    'agent-tasks/list-tasks',
    'get',
    '/agents/tasks',
    READ,
  )(call => {
    const actor = admit(call);
    call.checkPermission();
    const all = world.tasks.ofCreator(actor.id, asOf(call));
    const visible = all.filter(task => mayRead(call, task));
    return list(call, visible);
  });

  route(
    'agent-tasks/get-task-by-id',
    'get',
    '/agents/tasks/:task_id',
    READ,
  )(call => {
    const actor = admit(call);
    call.checkPermission();
    const task = find(call);
    if (task.creatorId !== actor.id || !mayRead(call, task)) {
      throw notFound();
    }
    return { status: 200, body: presentTaskWithSessions(world, urls, task) };
  });

  route(
    'agent-tasks/list-tasks-for-repo',
    'get',
    '/agents/repos/:owner/:repo/tasks',
    READ,
  )(call => {
    admit(call);
    const repository = agentRepository(call);
    const creators = creatorIds(call);
    const tasks = world.tasks
      .ofRepository(repository.id, asOf(call))
      .filter(task => !creators || creators.has(task.creatorId));
    return list(call, tasks);
  });

  route(
    'agent-tasks/create-task-in-repo',
    'post',
    '/agents/repos/:owner/:repo/tasks',
    WRITE,
  )(call => {
    const actor = admit(call);
    const repository = agentRepository(call, 'write');
    const prompt = call.text('prompt', { required: true });
    if (!prompt.trim()) {
      throw invalid('prompt', 'missing_field', 'prompt cannot be blank');
    }
    const baseRef = call.text('base_ref') ?? repository.defaultBranch;
    const name = baseRef.replace(/^refs\/heads\//, '');
    if (!repository.branches.has(name)) {
      throw invalid('base_ref', 'invalid', `Branch ${name} does not exist`);
    }
    const task = agent.create({
      repository,
      creator: actor,
      prompt,
      baseRef: name,
      headRef: call.text('head_ref'),
      model: call.text('model'),
      customAgent: call.text('custom_agent'),
      createPullRequest: call.flag('create_pull_request') ?? false,
    });
    return { status: 201, body: presentTask(world, urls, task) };
  });

  route(
    'agent-tasks/get-task-by-repo-and-id',
    'get',
    '/agents/repos/:owner/:repo/tasks/:task_id',
    READ,
  )(call => {
    admit(call);
    const repository = agentRepository(call);
    const task = find(call);
    if (task.repositoryId !== repository.id) throw notFound();
    return { status: 200, body: presentTaskWithSessions(world, urls, task) };
  });

  function asOf(call: Call): number | undefined {
    const { lagMs } = call.context;
    return lagMs === undefined ? undefined : world.clock.now() - lagMs;
  }

  function find(call: Call): AgentTask {
    const at = asOf(call);
    const id = call.param('task_id');
    const task =
      at === undefined ? world.tasks.get(id) : world.tasks.getAsOf(id, at);
    if (!task) throw notFound();
    return task;
  }

  function mayRead(call: Call, task: AgentTask): boolean {
    const repository = world.repositories.get(task.repositoryId);
    return (
      repository !== undefined &&
      includesRole(tokenRole(world, call.context.token, repository), 'read')
    );
  }

  function agentRepository(
    call: Call,
    role: 'read' | 'write' = 'read',
  ): Repository {
    const repository = call.repository(role);
    if (!repository.agentsEnabled) throw notFound();
    return repository;
  }

  function list(call: Call, tasks: AgentTask[]) {
    const query = readListQuery(call);
    const active = tasks.filter(task => task.archivedAt === undefined);
    const key = query.sort === 'created_at' ? 'createdAt' : 'updatedAt';
    const sign = query.direction === 'asc' ? 1 : -1;
    const selected = tasks
      .filter(
        task =>
          (task.archivedAt !== undefined) === query.archived &&
          (!query.states || query.states.has(task.state)) &&
          (query.since === undefined || task.updatedAt >= query.since),
      )
      .sort((a, b) => sign * (a[key] - b[key] || (a.id < b.id ? -1 : 1)));
    const { page, headers } = paginate(call, urls.api, selected);
    return {
      status: 200 as const,
      headers,
      body: {
        tasks: page.map(task => presentTask(world, urls, task)),
        total_active_count: active.length,
        total_archived_count: tasks.length - active.length,
      },
    };
  }
}

/** A signed-in user with a seat; installation tokens are refused here. */
function admit(call: Call) {
  const actor = call.actor();
  if (call.context.token?.kind === 'installation') {
    throw new GitHubError(403, 'Resource not accessible by integration', {
      documentationUrl: DOCUMENTATION,
    });
  }
  if (!actor.copilotSeat) {
    throw new GitHubError(
      403,
      'A Copilot plan that includes the coding agent is required to use this feature.',
      { code: 'copilot_plan_required', documentationUrl: DOCUMENTATION },
    );
  }
  return actor;
}

function notFound(): GitHubError {
  return new GitHubError(404, 'Not Found', { documentationUrl: DOCUMENTATION });
}

function invalid(
  field: string,
  code: 'missing_field' | 'invalid',
  message: string,
): GitHubError {
  return new GitHubError(422, 'Validation Failed', {
    errors: [{ field, code, message }],
    documentationUrl: DOCUMENTATION,
  });
}

function readListQuery(call: Call) {
  const sort = call.query('sort') ?? 'updated_at';
  if (sort !== 'updated_at' && sort !== 'created_at') {
    throw invalid('sort', 'invalid', 'sort must be updated_at or created_at');
  }
  const direction = call.query('direction') ?? 'desc';
  if (direction !== 'asc' && direction !== 'desc') {
    throw invalid('direction', 'invalid', 'direction must be asc or desc');
  }
  const stateText = call.query('state');
  const states = stateText
    ?.split(',')
    .map(text => text.trim())
    .filter(Boolean);
  const unknown = states?.filter(text => !STATES.some(known => known === text));
  if (unknown?.length) {
    throw invalid('state', 'invalid', `unknown state ${unknown.join(', ')}`);
  }
  const sinceText = call.query('since');
  const since = sinceText === undefined ? undefined : Date.parse(sinceText);
  if (Number.isNaN(since)) {
    throw invalid('since', 'invalid', 'since must be an ISO 8601 timestamp');
  }
  const archivedText = call.query('is_archived') ?? 'false';
  if (archivedText !== 'true' && archivedText !== 'false') {
    throw invalid('is_archived', 'invalid', 'is_archived must be a boolean');
  }
  return {
    sort,
    direction,
    states: states?.length ? new Set<string>(states) : undefined,
    since,
    archived: archivedText === 'true',
  };
}

function creatorIds(call: Call): Set<number> | undefined {
  const value = call.req.query.creator_id;
  if (value === undefined) return undefined;
  // Long lists arrive as an object, for that is how the query is parsed.
  const items = typeof value === 'object' ? Object.values(value) : [value];
  const texts = items.flatMap(item => String(item).split(','));
  const ids = texts.map(Number);
  if (ids.some(id => !Number.isInteger(id))) {
    throw invalid('creator_id', 'invalid', 'creator_id must be integers');
  }
  return new Set(ids);
}
