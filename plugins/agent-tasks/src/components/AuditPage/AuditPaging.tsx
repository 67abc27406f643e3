import type { AuditEventPage } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';

/** The ways to newer and older events; how many there are nobody counts. */
export function AuditPaging(props: {
  page: AuditEventPage;
  onCursor(cursor: string | undefined): void;
}) {
  const { page, onCursor } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { prevCursor, nextCursor } = page.pageInfo;
  if (!prevCursor && !nextCursor) {
    return null;
  }
  return (
    <Stack
      component="nav"
      aria-label={t('paging.label')}
      direction="row"
      justifyContent="flex-end"
      spacing={1}
      sx={{ px: 2, py: 1, borderTop: 1, borderColor: 'divider' }}
    >
      <Button
        size="small"
        disabled={!prevCursor}
        onClick={() => onCursor(prevCursor)}
      >
        {t('paging.previous')}
      </Button>
      <Button
        size="small"
        disabled={!nextCursor}
        onClick={() => onCursor(nextCursor)}
      >
        {t('paging.next')}
      </Button>
    </Stack>
  );
}
