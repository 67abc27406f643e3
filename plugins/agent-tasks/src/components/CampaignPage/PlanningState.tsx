import type { Campaign } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useAskBroker } from '../../hooks/useAskBroker';
import { Section } from './Section';

const format = new Intl.NumberFormat();

/** How far the planning is; or why it does not go on. */
export function PlanningState(props: {
  campaign: Campaign;
  onChanged(): void;
}) {
  const { campaign, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const { running, ask } = useAskBroker(onChanged);
  const { planning } = campaign;
  if (!planning) {
    return null;
  }
  const { done, total, interrupted, problem } = planning;
  if (interrupted || problem) {
    return (
      <Alert
        severity="error"
        action={
          <Button
            color="inherit"
            size="small"
            disabled={running}
            onClick={() =>
              void ask(
                () => api.planCampaign(campaign.id, campaign.request),
                t('planner.changed'),
              )
            }
          >
            {t('campaign.planning.again')}
          </Button>
        }
      >
        {problem
          ? `${t('campaign.planning.problem')}: ${problem}`
          : t('campaign.planning.interrupted')}
      </Alert>
    );
  }
  return (
    <Section title={t('campaign.planning.title')}>
      <LinearProgress
        variant={total === undefined ? 'indeterminate' : 'determinate'}
        value={total ? (100 * done) / total : 0}
        aria-label={t('campaign.planning.title')}
      />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {total === undefined
          ? t('campaign.planning.done', { done: format.format(done) })
          : t('campaign.planning.of', {
              done: format.format(done),
              total: format.format(total),
            })}
      </Typography>
    </Section>
  );
}
