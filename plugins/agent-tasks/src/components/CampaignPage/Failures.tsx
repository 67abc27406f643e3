import type {
  Campaign,
  CampaignCounts,
  FailureClass,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useAskBroker } from '../../hooks/useAskBroker';
import { Section } from './Section';

/** What has failed, by class, each to be tried again at once. */
export function Failures(props: {
  campaign: Campaign;
  counts: CampaignCounts;
  onChanged(): void;
}) {
  const { campaign, counts, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const { running, ask } = useAskBroker(onChanged);
  const classes = Object.entries(counts);
  const runs = campaign.state === 'running' || campaign.state === 'done';
  return (
    <Section title={t('campaign.failures.title')}>
      {classes.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {t('campaign.failures.none')}
        </Typography>
      )}
      {classes.map(([name, count]) => (
        <Box
          key={name}
          sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}
        >
          <Typography variant="body2" sx={{ mr: 'auto' }}>
            {name}
          </Typography>
          <Button
            size="small"
            variant="outlined"
            disabled={running || !runs}
            onClick={() =>
              void ask(
                () =>
                  api.retryCampaignTargets(campaign.id, {
                    failureClass: name as FailureClass,
                  }),
                t('campaign.failures.done', { count }),
              )
            }
          >
            {t('campaign.failures.retry', { count })}
          </Button>
        </Box>
      ))}
    </Section>
  );
}
