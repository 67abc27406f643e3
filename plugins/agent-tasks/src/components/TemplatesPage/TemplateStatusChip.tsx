import type { TemplateStatus } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import EditNoteIcon from '@mui/icons-material/EditNoteOutlined';
import BlockIcon from '@mui/icons-material/BlockOutlined';
import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import Box from '@mui/material/Box';

const looks = {
  draft: { Icon: EditNoteIcon, color: 'info.main' },
  approved: { Icon: CheckCircleIcon, color: 'success.main' },
  deprecated: { Icon: HistoryIcon, color: 'warning.main' },
  revoked: { Icon: BlockIcon, color: 'error.main' },
} as const;

/** Where a version stands, as icon and word. */
export function TemplateStatusChip(props: { status: TemplateStatus }) {
  const { status } = props;
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
      <span>{t(`templates.status.${status}`)}</span>
    </Box>
  );
}
