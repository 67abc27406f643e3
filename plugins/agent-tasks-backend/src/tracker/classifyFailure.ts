import type {
  AgentState,
  FailureClass,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

/**
 * GitHub's words in `session.error.message` that tell more than "failed", as
 * observed by third parties: they are not documented, so whatever does not
 * match is an agent's error with GitHub's words beside it.
 */
const wordings: [RegExp, FailureClass][] = [
  [/model\b.*\bnot (available|supported|enabled)/i, 'model-unavailable'],
  [/ruleset|repository rule|branch protection|protected branch/i, 'ruleset'],
  [/permission|resource not accessible|not authorized/i, 'permission-denied'],
  [
    /rate limit|quota|budget|premium request.*(exceeded|limit)/i,
    'rate-limited',
  ],
  [/timed? ?out|time limit/i, 'timed-out'],
];

/**
 * Why a settled task did not succeed.
 *
 * @returns undefined for a state that is no failure.
 */
export function classifyFailure(
  state: AgentState,
  message: string | undefined,
): FailureClass | undefined {
  switch (state) {
    case 'timed_out':
      return 'timed-out';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return (
        wordings.find(([words]) => message && words.test(message))?.[1] ??
        'agent-error'
      );
    default:
      return undefined;
  }
}
