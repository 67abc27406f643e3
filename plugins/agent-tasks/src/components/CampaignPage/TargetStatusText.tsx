import type {
  CampaignTargetStatus,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  PhaseChip,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';

/** The phase of a target's task, or why it has none. */
export function TargetStatusText(props: { status: CampaignTargetStatus }) {
  const { status } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return status === 'waiting' ||
    status === 'deferred' ||
    status === 'refused' ||
    status === 'excluded' ? (
    <>{t(`campaign.status.${status}`)}</>
  ) : (
    <PhaseChip phase={status as Phase} />
  );
}
