import type { AgentTaskPage } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';

const count = new Intl.NumberFormat();

/** How many there are, and the ways to the pages before and after. */
export function Paging(props: {
  page: Pick<AgentTaskPage, 'totalItems' | 'pageInfo'>;
  /** How many of what; tasks unless given. */
  total?: string;
  onCursor(cursor: string | undefined): void;
}) {
  const { page, onCursor } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { prevCursor, nextCursor } = page.pageInfo;
  return (
    <Stack
      component="nav"
      aria-label={t('paging.label')}
      direction="row"
      alignItems="center"
      spacing={1}
      sx={{ px: 2, py: 1, borderTop: 1, borderColor: 'divider' }}
    >
      <Typography variant="body2" color="text.secondary" sx={{ mr: 'auto' }}>
        {props.total ??
          t('paging.total', {
            count: page.totalItems,
            total: count.format(page.totalItems),
          })}
      </Typography>
      {(prevCursor || nextCursor) && (
        <>
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
        </>
      )}
    </Stack>
  );
}
