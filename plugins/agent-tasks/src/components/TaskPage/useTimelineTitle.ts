import {
  AgentTaskTimelineEntry,
  isAgentState,
  PullState,
  pullStates,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';

/** What happened, in a few words. */
export function useTimelineTitle(): (entry: AgentTaskTimelineEntry) => string {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return ({ kind, data }) => {
    const state = typeof data.state === 'string' ? data.state : '';
    const number =
      typeof data.number === 'number' ? String(data.number) : undefined;
    if (kind === 'agent-state' && isAgentState(state)) {
      return t('timeline.agentState', { state: t(`agentState.${state}`) });
    }
    if (kind === 'pull-request' && number) {
      return (pullStates as readonly string[]).includes(state)
        ? t('timeline.pullRequestState', {
            number,
            state: t(`pull.state.${state as PullState}`),
          })
        : t('pull.label', { number });
    }
    if (kind === 'decided') {
      switch (data.result) {
        case 'allow':
          return t('timeline.decision.allow');
        case 'deny':
          return t('timeline.decision.deny');
        case 'needs-approval':
          return t('timeline.decision.needs-approval');
        default:
          return t('timeline.decided');
      }
    }
    return t(`timeline.${kind}`);
  };
}
