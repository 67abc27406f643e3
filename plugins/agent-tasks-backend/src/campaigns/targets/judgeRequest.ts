import type {
  CampaignVerdict,
  Reason,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PolicyEngine } from '../../policy/PolicyEngine';
import { isRefusal, reasonsOf } from '../../refusals/Refusal';
import type { KnownParts, RequestResolver } from '../../tasks/RequestResolver';
import type { Caller } from '../../tasks/TaskService';

/** What a request of a campaign comes to. */
export type JudgedRequest = {
  verdict: CampaignVerdict;
  reasons: Reason[];
  title?: string;
  prompt?: string;
};

const verdicts = {
  allow: 'allowed',
  'needs-approval': 'needs-approval',
  deny: 'refused',
} as const;

/** Renders a request and asks policy, as a submission would; stores nothing. */
export async function judgeRequest(
  deps: { resolver: RequestResolver; policy: Pick<PolicyEngine, 'evaluate'> },
  request: SubmitTaskRequest,
  known: KnownParts,
  caller: Caller,
): Promise<JudgedRequest> {
  try {
    const { facts, title } = await deps.resolver.resolve(
      request,
      caller,
      'preview',
      known,
    );
    const { decision, kind, undecided } = await deps.policy.evaluate(facts);
    return {
      verdict: undecided ? 'unknown' : verdicts[decision.result],
      reasons:
        kind || decision.result === 'needs-approval' ? decision.reasons : [],
      title,
      ...(facts.prompt !== undefined && { prompt: facts.prompt }),
    };
  } catch (error) {
    if (!isRefusal(error)) {
      throw error;
    }
    return { verdict: 'refused', reasons: reasonsOf(error) };
  }
}
