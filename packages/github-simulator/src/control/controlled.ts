import { presentTaskWithSessions } from '../rest/present/presentTask';
import { Urls } from '../rest/present/Urls';
import { AgentTask, AgentTaskState, Pull } from '../state/types';
import { World } from '../state/World';

/** A task as the control API tells it. @public */
export interface ControlledTask {
  id: string;
  /** `owner/name`. */
  repository: string;
  /** The creator's login. */
  creator: string;
  name: string;
  prompt: string;
  state: AgentTaskState;
  createPullRequest: boolean;
  branch?: string;
  pullNumber?: number;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
  /** GitHub's own form of the task. */
  github: unknown;
}

/** A pull request as the control API tells it. @public */
export interface ControlledPull {
  repository: string;
  number: number;
  title: string;
  state: 'open' | 'closed' | 'merged';
  draft: boolean;
  headRef: string;
  baseRef: string;
  author: string;
  nodeId: string;
  databaseId: number;
  taskId?: string;
}

/** See {@link ControlledTask}. */
export function describeTask(
  world: World,
  urls: Urls,
  task: AgentTask,
): ControlledTask {
  return {
    id: task.id,
    repository: world.fullName(world.repository(task.repositoryId)),
    creator: world.account(task.creatorId).login,
    name: task.name,
    prompt: task.prompt,
    state: task.state,
    createPullRequest: task.createPullRequest,
    branch: task.branch,
    pullNumber: world.pulls.get(task.pullId ?? -1)?.number,
    createdAt: new Date(task.createdAt).toISOString(),
    updatedAt: new Date(task.updatedAt).toISOString(),
    github: presentTaskWithSessions(world, urls, task),
  };
}

/** See {@link ControlledPull}. */
export function describePull(world: World, pull: Pull): ControlledPull {
  return {
    repository: world.fullName(world.repository(pull.repositoryId)),
    number: pull.number,
    title: pull.title,
    state: pull.mergedAt === undefined ? pull.state : 'merged',
    draft: pull.draft,
    headRef: pull.headRef,
    baseRef: pull.baseRef,
    author: world.account(pull.authorId).login,
    nodeId: pull.nodeId,
    databaseId: pull.id,
    taskId: pull.taskId,
  };
}
