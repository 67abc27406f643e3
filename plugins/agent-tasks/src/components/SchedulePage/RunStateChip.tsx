import type { ScheduleRunState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckIcon from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import PlayIcon from '@mui/icons-material/PlayCircleOutlined';
import ScheduleIcon from '@mui/icons-material/Schedule';
import SkipIcon from '@mui/icons-material/SkipNextOutlined';
import SwapIcon from '@mui/icons-material/SwapHoriz';
import { StateChip, StateLook } from '../StateChip';

const looks: Record<ScheduleRunState, StateLook> = {
  waiting: { color: 'default', icon: <ScheduleIcon /> },
  planning: { color: 'primary', icon: <ScheduleIcon /> },
  running: { color: 'primary', icon: <PlayIcon /> },
  done: { color: 'success', icon: <CheckIcon /> },
  skipped: { color: 'default', icon: <SkipIcon /> },
  replaced: { color: 'default', icon: <SwapIcon /> },
  failed: { color: 'error', icon: <ErrorIcon /> },
};

/** Where a run stands, as icon and word. */
export function RunStateChip(props: { state: ScheduleRunState }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <StateChip
      {...looks[props.state]}
      label={t(`schedule.runs.states.${props.state}`)}
    />
  );
}
