import type {
  AgentTask,
  AttendTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { DateTime } from 'luxon';
import { useId, useState } from 'react';
import { useAskBroker } from '../../hooks/useAskBroker';
import { useTaskActionReason } from '../../hooks/useTaskAction';
import { ReasonedButton } from '../ReasonedButton';

/** Mornings, by the clock of whoever looks: nobody wakes up for an agent. */
const snoozes = {
  tomorrow: { days: 1 },
  threeDays: { days: 3 },
  week: { weeks: 1 },
} as const;

const MORNING = { hour: 9, minute: 0, second: 0, millisecond: 0 };

/** What somebody can say who looks after a task that waits. */
export function AttendMenu(props: { task: AgentTask; onDone(): void }) {
  const { task, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const { ask } = useAskBroker(onDone);
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const reason = useTaskActionReason(task, 'attend');

  const say = async (body: AttendTaskRequest, done: string) => {
    setAnchor(undefined);
    await ask(() => api.attendTask(task.id, body), done);
  };
  const snooze = (name: keyof typeof snoozes) =>
    say(
      {
        action: 'snooze',
        until:
          DateTime.now().plus(snoozes[name]).set(MORNING).toUTC().toISO() ?? '',
      },
      t('wait.done.snooze'),
    );

  return (
    <>
      <ReasonedButton
        variant="outlined"
        reason={reason}
        endIcon={<ExpandMoreIcon />}
        aria-haspopup="menu"
        aria-controls={anchor && menuId}
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('wait.menu')}
      </ReasonedButton>
      <Menu
        id={menuId}
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
      >
        <MenuItem
          onClick={() =>
            void say({ action: 'take-over' }, t('wait.done.take-over'))
          }
        >
          {t('wait.take-over')}
        </MenuItem>
        <MenuItem
          onClick={() =>
            void say({ action: 'acknowledge' }, t('wait.done.acknowledge'))
          }
        >
          {t('wait.acknowledge')}
        </MenuItem>
        {(Object.keys(snoozes) as (keyof typeof snoozes)[]).map(name => (
          <MenuItem key={name} onClick={() => void snooze(name)}>
            {t(`wait.snooze.${name}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
