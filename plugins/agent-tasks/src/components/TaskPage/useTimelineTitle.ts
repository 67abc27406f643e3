import {
  AgentTaskPullRequest,
  AgentTaskTimelineEntry,
  AgentTaskWaitKind,
  isAgentState,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { decisionOf } from './decisionOf';

const pullEvents = [
  'opened',
  'reopened',
  'ready',
  'converted-to-draft',
  'merged',
  'closed',
  'commented',
  'marked-ready',
  'warned-stale',
  'closed-stale',
  'assigned',
  'waits-for-capacity',
  'waits-for-reviewer',
  'waits-for-permission',
] as const;

const modes = [
  'same',
  'other-model',
  'continue',
  'fix-checks',
  'address-review',
] as const;

const attentions = ['acknowledge', 'snooze', 'take-over'] as const;

const resolutions = ['relaunch', 'mark-launched', 'give-up'] as const;

function names(list: unknown): string {
  return Array.isArray(list) ? list.join(', ') : '';
}

/** What happened, in a few words. */
export function useTimelineTitle(): (entry: AgentTaskTimelineEntry) => string {
  const { t } = useTranslationRef(agentTasksTranslationRef);

  const pullTitle = (data: AgentTaskTimelineEntry['data']) => {
    const number = String(data.number ?? '?');
    const event = pullEvents.find(name => name === data.event);
    if (event) {
      return t(`timeline.pull.${event}`, { number });
    }
    if (data.event === 'labelled') {
      return t('timeline.pull.labelled', { number, names: names(data.labels) });
    }
    if (data.event === 'reviewers-asked') {
      return t(
        data.again
          ? 'timeline.pull.reviewers-asked-again'
          : 'timeline.pull.reviewers-asked',
        { number, names: names(data.reviewers) },
      );
    }
    if (data.event === 'checks') {
      const checks = data.checks as AgentTaskPullRequest['checks'];
      return t('timeline.pull.news', {
        number,
        news: t(`pull.checks.${checks}`),
      });
    }
    if (data.event === 'review') {
      const review =
        data.reviewDecision as AgentTaskPullRequest['reviewDecision'];
      return t('timeline.pull.news', {
        number,
        news: t(`pull.review.${review}`),
      });
    }
    return t('pull.label', { number });
  };

  return entry => {
    const { kind, data } = entry;
    const state = typeof data.state === 'string' ? data.state : '';
    if (kind === 'agent-state' && isAgentState(state)) {
      return t(`timeline.agent.${state}`);
    }
    if (kind === 'pull-request') {
      return pullTitle(data);
    }
    if (kind === 'escalated') {
      const waitsFor = data.waitsFor as AgentTaskWaitKind;
      return t('timeline.escalated', { kind: t(`wait.kind.${waitsFor}`) });
    }
    const mode = modes.find(name => name === data.mode);
    if (kind === 'retried' && mode) {
      return t(`timeline.retriedAs.${mode}`);
    }
    const attended = attentions.find(name => name === data.action);
    if (kind === 'attended' && attended) {
      return t(`timeline.attendedAs.${attended}`);
    }
    const resolution = resolutions.find(name => name === data.resolution);
    if (resolution) {
      return t(`timeline.resolution.${resolution}`);
    }
    const decision = kind === 'decided' ? decisionOf(entry) : undefined;
    return decision
      ? t(`timeline.decision.${decision.result}`)
      : t(`timeline.${kind}`);
  };
}
