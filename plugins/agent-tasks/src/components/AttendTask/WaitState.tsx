import type { AgentTaskWait } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import WarningIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Fragment, ReactNode } from 'react';
import { People } from './People';

/**
 * That a task is overdue, who was told, who looks after it, and when its pull
 * request is closed.
 */
export function WaitState(props: {
  wait: AgentTaskWait | undefined;
  closesAt: string | undefined;
}) {
  const { wait, closesAt } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const parts: ReactNode[] = [];
  if (wait?.overdue && wait.overdueAt) {
    parts.push(
      <Box component="span" sx={{ color: 'text.primary' }}>
        <WarningIcon
          aria-hidden
          sx={{
            color: 'warning.main',
            fontSize: 16,
            verticalAlign: 'text-bottom',
            mr: 0.5,
          }}
        />
        {t('wait.overdue')} <RelativeTime at={wait.overdueAt} />
      </Box>,
    );
  }
  if (wait?.told.length) {
    parts.push(
      <>
        {t('wait.told')} <People refs={wait.told} />
      </>,
    );
  }
  if (wait?.attendedBy && !wait.takenBy) {
    parts.push(
      <>
        {t('wait.attendedBy')} <People refs={[wait.attendedBy]} />
      </>,
    );
  }
  if (wait?.snoozedUntil) {
    parts.push(
      <>
        {t('wait.snoozed')} <RelativeTime at={wait.snoozedUntil} />
      </>,
    );
  } else if (wait?.overdue && wait.nextNoticeAt) {
    parts.push(
      <>
        {t('wait.next')} <RelativeTime at={wait.nextNoticeAt} />
      </>,
    );
  }
  if (closesAt) {
    parts.push(
      <>
        {t('wait.closes')} <RelativeTime at={closesAt} />
      </>,
    );
  }
  return parts.length > 0 ? (
    <Typography
      variant="body2"
      color="text.secondary"
      component="p"
      sx={{ mt: 0.5 }}
    >
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </Typography>
  ) : null;
}
