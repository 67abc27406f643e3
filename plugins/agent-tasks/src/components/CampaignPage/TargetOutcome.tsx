import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { OutcomeText } from './OutcomeText';

/** What was seen of a target's goal since when, the latest first. */
export function TargetOutcome(props: { target: CampaignTarget }) {
  const { target } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const titleId = useId();
  const { outcome } = target;
  if (!outcome) {
    return null;
  }
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Typography id={titleId} variant="subtitle2" component="h3">
        {t('campaign.goal.title')}
      </Typography>
      <Typography variant="body2" component="div">
        <OutcomeText target={target} />
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {outcome.checkedAt ? (
          <>
            {t('campaign.goal.checkedAt')}{' '}
            <RelativeTime at={outcome.checkedAt} />
            {outcome.nextCheckAt ? (
              <>
                {', '}
                {t('campaign.goal.nextCheckAt')}{' '}
                <RelativeTime at={outcome.nextCheckAt} />
              </>
            ) : (
              `. ${t('campaign.goal.noMore')}`
            )}
          </>
        ) : (
          t('campaign.goal.notLooked')
        )}
      </Typography>
      <Box
        component="ol"
        sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none', fontSize: '0.875rem' }}
      >
        {[...outcome.results].reverse().map(({ result, since, message }) => (
          <Box component="li" key={since} sx={{ overflowWrap: 'anywhere' }}>
            {t(`campaign.goal.results.${result}`)}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('campaign.goal.since')} <RelativeTime at={since} />
              {message && ` · ${message}`}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
