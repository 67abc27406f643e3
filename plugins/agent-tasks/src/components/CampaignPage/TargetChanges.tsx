import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  LoadFailure,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { ChangedList } from './ChangedList';
import { JoinedTarget } from './JoinedTarget';
import { LeftTarget } from './LeftTarget';
import { Section } from './Section';

/**
 * What the campaign's query finds now and what it finds no more; looked up
 * only where somebody asks, because it reads the whole catalog.
 */
export function TargetChanges(props: { campaign: Campaign }) {
  const { campaign } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const [{ value, error, loading }, look] = useAsyncFn(
    () => api.getCampaignChanges(campaign.id),
    [api, campaign.id],
  );
  const none =
    value && value.joined.totalItems === 0 && value.left.totalItems === 0;
  return (
    <Section
      title={t('campaign.changes.title')}
      action={
        <Button
          size="small"
          variant="outlined"
          disabled={loading}
          onClick={() => void look()}
        >
          {t('campaign.changes.look')}
        </Button>
      }
    >
      {loading && (
        <LinearProgress
          aria-label={t('campaign.changes.loading')}
          sx={{ mb: 1 }}
        />
      )}
      {error && !loading && (
        <LoadFailure error={error} onTryAgain={() => void look()} />
      )}
      {!error && (
        <Typography variant="body2" color="text.secondary">
          {value ? (
            <>
              {t('campaign.changes.asOf')} <RelativeTime at={value.at} />
              {none && ` · ${t('campaign.changes.none')}`}
            </>
          ) : (
            t('campaign.changes.frozen')
          )}
        </Typography>
      )}
      {value && !error && !none && (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            mt: 2,
            gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
            alignItems: 'start',
          }}
        >
          <ChangedList
            title={t('campaign.changes.joined')}
            none={t('campaign.changes.noneJoined')}
            total={value.joined.totalItems}
            items={value.joined.items.map(target => ({
              key: target.key,
              content: <JoinedTarget target={target} />,
            }))}
          />
          <ChangedList
            title={t('campaign.changes.left')}
            none={t('campaign.changes.noneLeft')}
            total={value.left.totalItems}
            items={value.left.items.map(left => ({
              key: left.target.id,
              content: <LeftTarget left={left} />,
            }))}
          />
        </Box>
      )}
    </Section>
  );
}
