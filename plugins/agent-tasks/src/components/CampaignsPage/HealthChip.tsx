import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/CheckCircleOutlined';
import EventBusyIcon from '@mui/icons-material/EventBusyOutlined';
import PanToolIcon from '@mui/icons-material/PanToolOutlined';
import PauseIcon from '@mui/icons-material/PauseCircleOutlined';
import PlayIcon from '@mui/icons-material/PlayCircleOutlined';
import ScheduleIcon from '@mui/icons-material/Schedule';
import StopIcon from '@mui/icons-material/StopCircleOutlined';
import UndoIcon from '@mui/icons-material/Undo';
import { StateChip, StateLook } from '../StateChip';
import { CampaignHealth, campaignHealth } from './campaignHealth';

const looks: Record<CampaignHealth, StateLook> = {
  'on-track': { color: 'primary', icon: <PlayIcon /> },
  held: { color: 'warning', icon: <PanToolIcon /> },
  overdue: { color: 'warning', icon: <EventBusyIcon /> },
  waiting: { color: 'warning', icon: <PanToolIcon /> },
  paused: { color: 'default', icon: <PauseIcon /> },
  planning: { color: 'default', icon: <ScheduleIcon /> },
  planned: { color: 'default', icon: <ScheduleIcon /> },
  stopped: { color: 'error', icon: <StopIcon /> },
  recalling: { color: 'warning', icon: <UndoIcon /> },
  recalled: { color: 'error', icon: <UndoIcon /> },
  done: { color: 'success', icon: <CheckIcon /> },
};

/** How a campaign is, as icon and word. */
export function HealthChip(props: { campaign: Campaign }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const health = campaignHealth(props.campaign, Date.now());
  return (
    <StateChip {...looks[health]} label={t(`campaign.health.${health}`)} />
  );
}
