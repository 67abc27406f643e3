import type { BypassFinding } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useBypassFindings,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { rootRouteRef } from '../../routes';
import { NothingHere } from '../NothingHere';
import { PageFrame } from '../PageFrame';
import { Paging } from '../TaskBrowser/Paging';
import { DecideDialog } from './DecideDialog';
import { FindingsTable } from './FindingsTable';
import {
  StatusChoice,
  statusChoices,
  useFindingsState,
} from './useFindingsState';

/** Agent tasks that were started past the broker; open ones first. */
export function BypassPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const state = useFindingsState();
  const { value, error, updatedAt, loading, refresh } = useBypassFindings(
    state.query,
  );
  const [deciding, setDeciding] = useState<BypassFinding>();
  const refused = error?.name === 'NotAllowedError';
  const shown = refused ? undefined : value;
  return (
    <PageFrame
      title={t('bypass.title')}
      section="bypass"
      parentHref={rootLink()}
    >
      <Stack spacing={2}>
        <Typography variant="body2" color="text.secondary">
          {t('bypass.intro')}
        </Typography>
        <Stack direction="row" spacing={1} alignItems="center">
          <TextField
            select
            size="small"
            label={t('bypass.status.label')}
            value={state.status}
            onChange={event =>
              state.setStatus(event.target.value as StatusChoice)
            }
            sx={{ minWidth: 160 }}
          >
            {statusChoices.map(choice => (
              <MenuItem key={choice} value={choice}>
                {t(`bypass.status.${choice}`)}
              </MenuItem>
            ))}
          </TextField>
          {state.repository && (
            <Chip
              size="small"
              label={t('bypass.narrowed', { value: state.repository })}
              onDelete={state.clearRepository}
            />
          )}
        </Stack>
        {!shown && error && <LoadFailure error={error} onTryAgain={refresh} />}
        {!shown && !error && (
          <Box role="status" aria-label={t('bypass.loading')}>
            <Skeleton variant="rounded" height={240} />
          </Box>
        )}
        {shown && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {shown && (
          <Paper variant="outlined" sx={{ overflow: 'clip' }}>
            {shown.items.length === 0 ? (
              <Nothing open={state.status === 'open' && !state.repository} />
            ) : (
              <>
                <Box sx={{ overflowX: 'auto' }}>
                  <FindingsTable
                    findings={shown.items}
                    busy={loading}
                    onDecide={setDeciding}
                  />
                </Box>
                <Paging page={shown} onCursor={state.setCursor} />
              </>
            )}
          </Paper>
        )}
        {deciding && (
          <DecideDialog
            finding={deciding}
            onClose={() => setDeciding(undefined)}
            onDone={refresh}
          />
        )}
      </Stack>
    </PageFrame>
  );
}

function Nothing(props: { open: boolean }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <NothingHere
      title={props.open ? t('bypass.none.title') : t('bypass.none.titleOther')}
      text={props.open ? t('bypass.none.text') : t('bypass.none.textOther')}
    />
  );
}
