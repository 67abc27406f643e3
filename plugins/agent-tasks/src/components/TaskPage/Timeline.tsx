import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { PersonRef } from '../PersonRef';
import { TimelineDot } from './TimelineDot';
import { TimelineEvidence } from './TimelineEvidence';
import { useTimelineTitle } from './useTimelineTitle';

/** The task's story from the request on, the latest first. */
export function Timeline(props: { task: AgentTaskDetail }) {
  const { task } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const title = useTimelineTitle();
  const entries = [...task.timeline].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  );
  return (
    <Box
      component="ol"
      aria-label={t('taskPage.tabs.timeline')}
      sx={{ listStyle: 'none', m: 0, p: 0, lineHeight: 1.5 }}
    >
      {entries.map((entry, index) => (
        <Box
          component="li"
          key={entry.id}
          sx={{
            position: 'relative',
            display: 'flex',
            gap: 1.5,
            pb: index === entries.length - 1 ? 0 : 2.5,
            '&::before': {
              content: '""',
              display: index === entries.length - 1 ? 'none' : 'block',
              position: 'absolute',
              left: 13,
              top: 28,
              bottom: 0,
              width: '2px',
              backgroundColor: 'divider',
            },
          }}
        >
          <TimelineDot entry={entry} />
          <Box sx={{ minWidth: 0, flex: 1, pt: '3px' }}>
            <Box
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'baseline',
                columnGap: 1,
              }}
            >
              <Typography sx={{ fontWeight: 500, fontSize: '0.9375rem' }}>
                {title(entry)}
              </Typography>
              <Box
                component="span"
                sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
              >
                <PersonRef actor={entry.actor} />
                {' · '}
                <RelativeTime at={entry.at} />
              </Box>
            </Box>
            <TimelineEvidence entry={entry} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
