import type {
  AgentTaskTimelineEntry,
  PolicyDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** Policy's answer that an entry of the story rests on. */
export function decisionOf(
  entry: AgentTaskTimelineEntry,
): PolicyDecision | undefined {
  const decision = entry.data.decision as Partial<PolicyDecision> | undefined;
  return decision?.result && decision.reasons && decision.checks
    ? (decision as PolicyDecision)
    : undefined;
}
