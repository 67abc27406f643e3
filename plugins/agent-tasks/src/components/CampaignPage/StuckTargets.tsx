import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  PhaseChip,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Section } from './Section';
import { TaskLink } from './TaskLink';

/** What waits for longer than it may, the longest first. */
export function StuckTargets(props: { targets: CampaignTarget[] }) {
  const { targets } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Section title={t('campaign.stuck.title')}>
      {targets.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {t('campaign.stuck.none')}
        </Typography>
      )}
      {targets.map(target => (
        <Box
          key={target.id}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
            mb: 1,
            fontSize: '0.875rem',
          }}
        >
          <TaskLink target={target} />
          {target.task && (
            <>
              <PhaseChip phase={target.task.phase} />
              <Box component="span" sx={{ color: 'text.secondary' }}>
                <RelativeTime at={target.task.phaseSince} />
              </Box>
            </>
          )}
        </Box>
      ))}
    </Section>
  );
}
