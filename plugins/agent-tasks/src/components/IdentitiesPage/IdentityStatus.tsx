import type { AgentTaskIdentity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import CancelIcon from '@mui/icons-material/HighlightOffOutlined';
import PauseIcon from '@mui/icons-material/PauseCircleOutlined';
import CircleIcon from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';

const looks = {
  ok: { Icon: CheckCircleIcon, color: 'success.main' },
  paused: { Icon: PauseIcon, color: 'warning.main' },
  quarantined: { Icon: CancelIcon, color: 'error.main' },
  unused: { Icon: CircleIcon, color: 'text.secondary' },
} as const;

/** Whether an identity may launch, as icon and word. */
export function IdentityStatus(props: { identity: AgentTaskIdentity }) {
  const { status, pausedUntil } = props.identity;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { Icon, color } = looks[status];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: '0.875rem',
        fontWeight: 500,
        whiteSpace: 'nowrap',
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 18, color }} />
      <span>
        {t(`identities.status.${status}`)}
        {status === 'paused' && pausedUntil && (
          <>
            {' '}
            · {t('identities.resumes')} <RelativeTime at={pausedUntil} />
          </>
        )}
      </span>
    </Box>
  );
}
