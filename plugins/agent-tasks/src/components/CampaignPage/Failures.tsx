import type {
  Campaign,
  CampaignCounts,
  FailureClass,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { RetryDialog } from './RetryDialog';
import { Section } from './Section';

/** What has failed, by class, each to be tried again at once. */
export function Failures(props: {
  campaign: Campaign;
  counts: CampaignCounts;
  onChanged(): void;
}) {
  const { campaign, counts, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [retried, setRetried] = useState<FailureClass>();
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
            disabled={!runs}
            onClick={() => setRetried(name as FailureClass)}
          >
            {t('campaign.failures.retry', { count })}
          </Button>
        </Box>
      ))}
      {retried && (
        <RetryDialog
          campaign={campaign}
          failureClass={retried}
          onClose={() => setRetried(undefined)}
          onDone={onChanged}
        />
      )}
    </Section>
  );
}
