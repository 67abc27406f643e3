import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Switch from '@mui/material/Switch';
import Tooltip from '@mui/material/Tooltip';
import { useId } from 'react';
import { visuallyHidden } from '../visuallyHidden';

/**
 * Whether a schedule is enabled, and the way to change it. Where it cannot be
 * changed, the switch stays reachable and says why.
 */
export function ScheduleSwitch(props: {
  schedule: Schedule;
  onAsk(move: 'enable' | 'disable'): void;
}) {
  const { schedule, onAsk } = props;
  const { title, enabled, actions } = schedule;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const reasonId = useId();
  const move = enabled ? 'disable' : 'enable';
  const { allowed, reason } = actions[move];
  const why = allowed ? undefined : reason ?? t('action.notNow');
  const control = (
    <Switch
      size="small"
      checked={enabled}
      onChange={() => {
        if (!why) {
          onAsk(move);
        }
      }}
      inputProps={{
        role: 'switch',
        'aria-label': t('schedule.switchLabel', { title }),
        ...(why && { 'aria-disabled': true, 'aria-describedby': reasonId }),
      }}
      sx={why ? { opacity: 0.55 } : undefined}
    />
  );
  return why ? (
    <Tooltip title={why}>
      <span>
        {control}
        <span id={reasonId} style={visuallyHidden}>
          {why}
        </span>
      </span>
    </Tooltip>
  ) : (
    control
  );
}
