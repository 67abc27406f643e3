/** What a webhook of GitHub's tells: where to look sooner. */
export type Hint = {
  host: string;
  owner: string;
  name: string;
  /** Pull requests that it names. */
  numbers: number[];
  headRefs: string[];
  /** It may mean that an agent has begun, finished or opened something. */
  agent: boolean;
};

/** Topics of `@backstage/plugin-events-backend-module-github`. */
export const HINT_TOPICS = [
  'github.pull_request',
  'github.pull_request_review',
  'github.check_suite',
  'github.workflow_run',
];

/** Workflow under which GitHub runs the agent, as observed. */
const AGENT_WORKFLOW = 'dynamic/copilot-swe-agent/copilot';

/** Actions after which the list of tasks is likely to have changed. */
const agentActions = new Set([
  'opened',
  'review_requested',
  'ready_for_review',
]);

type Payload = {
  action?: unknown;
  number?: unknown;
  repository?: {
    name?: unknown;
    html_url?: unknown;
    owner?: { login?: unknown };
  };
  pull_request?: { number?: unknown; head?: { ref?: unknown } };
  check_suite?: { head_branch?: unknown; pull_requests?: unknown };
  workflow_run?: {
    head_branch?: unknown;
    pull_requests?: unknown;
    path?: unknown;
  };
};

/**
 * Reads a webhook's payload, which may hold anything.
 *
 * @returns undefined where it names no repository.
 */
export function readHint(eventPayload: unknown): Hint | undefined {
  if (typeof eventPayload !== 'object' || eventPayload === null) {
    return undefined;
  }
  const payload = eventPayload as Payload;
  const { repository, pull_request: pull } = payload;
  const owner = repository?.owner?.login;
  const name = repository?.name;
  const host = hostOf(repository?.html_url);
  if (typeof owner !== 'string' || typeof name !== 'string' || !host) {
    return undefined;
  }
  const run = payload.workflow_run ?? payload.check_suite;
  const numbers = [
    pull?.number,
    ...(Array.isArray(run?.pull_requests)
      ? run.pull_requests.map(
          (named: { number?: unknown } | null) => named?.number,
        )
      : []),
  ].filter((number): number is number => Number.isSafeInteger(number));
  const headRefs = [pull?.head?.ref, run?.head_branch].filter(
    (ref): ref is string => typeof ref === 'string',
  );
  return {
    host,
    owner,
    name,
    numbers,
    headRefs,
    agent:
      (pull !== undefined &&
        typeof payload.action === 'string' &&
        agentActions.has(payload.action)) ||
      payload.workflow_run?.path === AGENT_WORKFLOW,
  };
}

function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' && URL.canParse(url)
    ? new URL(url).host
    : undefined;
}
