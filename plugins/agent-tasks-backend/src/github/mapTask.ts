import {
  AgentState,
  isAgentState,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { paths } from '@octokit/openapi-types';
import { GitHubError } from './GitHubError';
import { plainText } from './plainText';
import { webUrl } from './webUrl';

type GitHubTask =
  paths['/agents/tasks/{task_id}']['get']['responses']['200']['content']['application/json'];
type GitHubSession = NonNullable<GitHubTask['sessions']>[number];

/** A task as GitHub answered it, in our words. */
export type TaskReading = {
  id: string;
  /** `html_url` as given; never built. */
  url?: string;
  /** Undefined where GitHub answered a state that is not documented. */
  state?: AgentState;
  /** The state verbatim, known or not. */
  rawState: string;
  creatorId?: string;
  createdAt: Date;
  /** `created_at` where GitHub leaves it out. */
  updatedAt: Date;
  archivedAt?: Date;
  pulls: { databaseId: string; globalId?: string }[];
  branches: { headRef: string; baseRef: string }[];
  /** Only in the answer of a single task. */
  sessions?: SessionReading[];
};

/** A session as GitHub answered it, in our words. */
export type SessionReading = {
  id: string;
  name?: string;
  state?: AgentState;
  rawState: string;
  createdAt: Date;
  updatedAt?: Date;
  completedAt?: Date;
  /** The text that started it, marker line included. */
  prompt?: string;
  headRef?: string;
  baseRef?: string;
  model?: string;
  /** Whole nano units, as digits. */
  creditsNano?: string;
  /** Whole or fractional requests, as digits. */
  premiumRequests?: string;
  error?: string;
};

/**
 * Reads a task of GitHub's.
 *
 * @throws GitHubError of kind `no-answer` where it is not a task.
 */
export function mapTask(data: unknown, status = 200): TaskReading {
  if (!isTask(data)) {
    throw new GitHubError({
      kind: 'no-answer',
      status,
      timedOut: false,
      message: `GitHub answered ${status} with something that is not a task`,
    });
  }
  const createdAt = new Date(data.created_at);
  return {
    id: data.id,
    url: webUrl(data.html_url),
    ...readState(data.state),
    creatorId: data.creator?.id?.toString(),
    createdAt,
    updatedAt: date(data.updated_at) ?? createdAt,
    archivedAt: date(data.archived_at),
    pulls: (data.artifacts ?? []).flatMap(artifact =>
      'id' in artifact.data && artifact.data.id !== undefined
        ? {
            databaseId: String(artifact.data.id),
            globalId: artifact.data.global_id ?? undefined,
          }
        : [],
    ),
    branches: (data.artifacts ?? []).flatMap(artifact =>
      'head_ref' in artifact.data && artifact.data.head_ref
        ? {
            headRef: artifact.data.head_ref,
            baseRef: artifact.data.base_ref,
          }
        : [],
    ),
    sessions: data.sessions?.map(mapSession),
  };
}

function mapSession(session: GitHubSession): SessionReading {
  const usage = session.usage as
    | { type?: string; amount?: number; credits?: number }
    | null
    | undefined;
  const amount = usage?.amount ?? usage?.credits;
  return {
    id: session.id,
    name: shown(session.name),
    ...readState(session.state),
    createdAt: new Date(session.created_at),
    updatedAt: date(session.updated_at),
    completedAt: date(session.completed_at),
    prompt: session.prompt ?? undefined,
    headRef: session.head_ref ?? undefined,
    baseRef: session.base_ref ?? undefined,
    model: session.model ?? undefined,
    ...(amount !== undefined &&
      (usage?.type === 'premium_requests'
        ? { premiumRequests: String(amount) }
        : { creditsNano: BigInt(Math.round(amount)).toString() })),
    error: shown(session.error?.message),
  };
}

function readState(state: string): { state?: AgentState; rawState: string } {
  return isAgentState(state) ? { state, rawState: state } : { rawState: state };
}

function shown(text: string | null | undefined): string | undefined {
  return text === null || text === undefined ? undefined : plainText(text);
}

function date(value: string | null | undefined): Date | undefined {
  return value ? new Date(value) : undefined;
}

function isTask(data: unknown): data is GitHubTask {
  const task = data as Partial<GitHubTask> | null | undefined;
  return (
    typeof task === 'object' &&
    task !== null &&
    typeof task.id === 'string' &&
    typeof task.state === 'string' &&
    typeof task.created_at === 'string'
  );
}
