import type { TargetReviewers } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { PersonRef } from '../PersonRef';
import { ReviewerNames } from './ReviewerNames';

/** Who may review the pull request of a target, or that nobody may. */
export function TargetReview(props: { reviewers: TargetReviewers }) {
  const { refs, teams, people, asked } = props.reviewers;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box>
      <Typography variant="subtitle2" component="h3">
        {t('campaignReviewers.target')}
      </Typography>
      {teams.length + people.length === 0 ? (
        <Typography variant="body2" color="warning.main">
          {t('campaignReviewers.targetNobody')}
        </Typography>
      ) : (
        <Typography variant="body2">
          {refs.map(ref => (
            <Box key={ref} component="span" sx={{ mr: 0.75 }}>
              <PersonRef actor={ref} />
            </Box>
          ))}
          <ReviewerNames teams={teams} people={people} />
          <Box
            component="span"
            sx={{ display: 'block', color: 'text.secondary' }}
          >
            {t(
              asked ? 'campaignReviewers.asked' : 'campaignReviewers.notAsked',
            )}
          </Box>
        </Typography>
      )}
    </Box>
  );
}
