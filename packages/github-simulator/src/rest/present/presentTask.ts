import type { operations } from '@octokit/openapi-types';
import { isoTime } from '../../clock';
import { AgentSession, AgentTask } from '../../state/types';
import { World } from '../../state/World';
import { Urls } from './Urls';

type ListedTask =
  operations['agent-tasks/list-tasks']['responses'][200]['content']['application/json']['tasks'][number];
type TaskWithSessions =
  operations['agent-tasks/get-task-by-id']['responses'][200]['content']['application/json'];
type PresentedSession = NonNullable<TaskWithSessions['sessions']>[number];

/** A task as lists and the answer to its creation show it. */
export function presentTask(
  world: World,
  urls: Urls,
  task: AgentTask,
): ListedTask {
  const repository = world.repository(task.repositoryId);
  const fullName = world.fullName(repository);
  const pull =
    task.pullId === undefined ? undefined : world.pulls.get(task.pullId);
  const artifacts: NonNullable<ListedTask['artifacts']> = [];
  if (task.branch) {
    artifacts.push({
      provider: 'github',
      type: 'branch',
      data: { head_ref: task.branch, base_ref: task.baseRef },
    });
  }
  if (pull) {
    artifacts.push({
      provider: 'github',
      type: 'pull',
      data: { id: pull.id, global_id: pull.nodeId },
    });
  }
  return {
    id: task.id,
    url: `${urls.api}/agents/repos/${fullName}/tasks/${task.id}`,
    html_url: `${urls.web}/${fullName}/tasks/${task.id}`,
    name: task.name,
    creator: { id: task.creatorId },
    creator_type: 'user',
    owner: { id: repository.ownerId },
    repository: { id: repository.id },
    state: task.state,
    session_count: task.sessions.length,
    artifacts,
    archived_at:
      task.archivedAt === undefined ? null : isoTime(task.archivedAt),
    created_at: isoTime(task.createdAt),
    updated_at: isoTime(task.updatedAt),
    ...(task.customAgent && { custom_agent: { id: task.customAgent } }),
  };
}

/** A task as its own address shows it. */
export function presentTaskWithSessions(
  world: World,
  urls: Urls,
  task: AgentTask,
): TaskWithSessions {
  return {
    ...presentTask(world, urls, task),
    sessions: task.sessions.map(session =>
      presentSession(world, task, session),
    ),
  };
}

function presentSession(
  world: World,
  task: AgentTask,
  session: AgentSession,
): PresentedSession {
  const repository = world.repository(task.repositoryId);
  return {
    id: session.id,
    name: session.name,
    user: { id: session.userId },
    owner: { id: repository.ownerId },
    repository: { id: repository.id },
    task_id: task.id,
    state: session.state,
    created_at: isoTime(session.createdAt),
    updated_at: isoTime(session.updatedAt),
    ...(session.completedAt !== undefined && {
      completed_at: isoTime(session.completedAt),
    }),
    prompt: session.prompt,
    ...(session.headRef && { head_ref: session.headRef }),
    base_ref: session.baseRef,
    model: session.model,
    ...(session.usageNano !== undefined && {
      usage: { type: 'ai_credits' as const, amount: session.usageNano },
    }),
    ...(session.errorMessage && { error: { message: session.errorMessage } }),
  };
}
