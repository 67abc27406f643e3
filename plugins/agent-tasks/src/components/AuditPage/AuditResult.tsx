import type { AuditEvent } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import BlockIcon from '@mui/icons-material/Block';
import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';

const looks = {
  allowed: { Icon: CheckIcon, color: 'success.main' },
  refused: { Icon: BlockIcon, color: 'error.main' },
} as const;

/** Whether it was done or refused, as icon and word. */
export function AuditResult(props: { result: AuditEvent['result'] }) {
  const { result } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { Icon, color } = looks[result];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
    >
      <Icon aria-hidden sx={{ fontSize: 16, color }} />
      {t(`audit.result.${result}`)}
    </Box>
  );
}
