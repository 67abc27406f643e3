import type { AgentTaskTemplateVersion } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';

/** Why nothing, or nothing for long, launches from what the catalog has. */
export function CurrentNotice(props: { current: AgentTaskTemplateVersion }) {
  const { status, version, sameVersionAs } = props.current;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (status === 'approved' && !sameVersionAs) {
    return null;
  }
  return (
    <Stack spacing={1}>
      {sameVersionAs && (
        <Alert severity="error">{t('template.notMoved', { version })}</Alert>
      )}
      {status === 'draft' && (
        <Alert severity="info">{t('template.draft')}</Alert>
      )}
      {status === 'deprecated' && (
        <Alert severity="warning">{t('template.deprecated')}</Alert>
      )}
      {status === 'revoked' && (
        <Alert severity="error">{t('template.revoked')}</Alert>
      )}
    </Stack>
  );
}
