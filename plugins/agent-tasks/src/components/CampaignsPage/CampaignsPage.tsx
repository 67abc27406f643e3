import { agentTaskCampaignManagePermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useCampaigns,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useNavigate } from 'react-router-dom';
import { campaignsRouteRef, rootRouteRef } from '../../routes';
import { NothingHere } from '../NothingHere';
import { PageFrame } from '../PageFrame';
import { ReasonedButton } from '../ReasonedButton';
import { Paging } from '../TaskBrowser/Paging';
import { CampaignsTable } from './CampaignsTable';
import { campaignStates, useCampaignsState } from './useCampaignsState';

const format = new Intl.NumberFormat();

/** Every campaign, those that change something first. */
export function CampaignsPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const campaignsLink = useRouteRef(campaignsRouteRef);
  const navigate = useNavigate();
  const { allowed, loading: asking } = usePermission({
    permission: agentTaskCampaignManagePermission,
  });
  const { state, text, query, set } = useCampaignsState();
  const { value, error, updatedAt, refresh } = useCampaigns(query);
  const filtered = state !== undefined || text !== '';
  const plan = (
    <ReasonedButton
      variant="contained"
      reason={allowed || asking ? undefined : t('campaigns.mayNot')}
      onClick={() => navigate(`${campaignsLink()}/new`)}
    >
      {t('campaigns.plan')}
    </ReasonedButton>
  );
  const nothing = value?.items.length === 0;
  return (
    <PageFrame
      title={t('campaigns.title')}
      section="campaigns"
      parentHref={rootLink()}
      // where there is nothing it is the one next step, below
      actions={filtered || value?.items.length ? plan : undefined}
    >
      <Stack spacing={2}>
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
          <TextField
            size="small"
            type="search"
            label={t('campaigns.search')}
            value={text}
            onChange={event => set('text', event.target.value)}
            sx={{ minWidth: 240 }}
          />
          <TextField
            select
            size="small"
            label={t('campaigns.state')}
            value={state ?? ''}
            onChange={event => set('state', event.target.value)}
            SelectProps={{ displayEmpty: true }}
            InputLabelProps={{ shrink: true }}
            sx={{ minWidth: 180 }}
          >
            <MenuItem value="">{t('campaigns.anyState')}</MenuItem>
            {campaignStates.map(each => (
              <MenuItem key={each} value={each}>
                {t(`campaign.states.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        </Stack>
        {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
        {!value && !error && (
          <Box role="status" aria-label={t('campaigns.loading')}>
            <Skeleton variant="rounded" height={220} />
          </Box>
        )}
        {value && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {value && (
          <Paper variant="outlined" sx={{ overflow: 'clip' }}>
            {nothing ? (
              <NothingHere
                title={t('campaigns.none.title')}
                text={t(
                  filtered ? 'campaigns.none.filtered' : 'campaigns.none.text',
                )}
              >
                {!filtered && plan}
              </NothingHere>
            ) : (
              <>
                <Box sx={{ overflowX: 'auto' }}>
                  <CampaignsTable campaigns={value.items} />
                </Box>
                <Paging
                  page={value}
                  total={t('campaigns.total', {
                    count: value.totalItems,
                    value: format.format(value.totalItems),
                  })}
                  onCursor={cursor => set('cursor', cursor)}
                />
              </>
            )}
          </Paper>
        )}
      </Stack>
    </PageFrame>
  );
}
