import type { AgentTaskDetail } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
  useTimeFormat,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { PersonRef } from '../PersonRef';
import { TimelineDot } from './TimelineDot';
import { TimelineEvidence } from './TimelineEvidence';
import { useTimelineTitle } from './useTimelineTitle';

/** Less than this between two events is no part of the story. */
const NOTABLE_GAP_MS = 60_000;

/** The task's story from the request on, with the time between its events. */
export function Timeline(props: { task: AgentTaskDetail }) {
  const { task } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const title = useTimelineTitle();
  const format = useTimeFormat();
  const entries = [...task.timeline].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
  const gapAfter = (index: number) => {
    const next = entries[index + 1];
    const ms = next ? Date.parse(next.at) - Date.parse(entries[index].at) : 0;
    return ms < NOTABLE_GAP_MS ? undefined : format.duration(ms);
  };
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
            <TimelineEvidence entry={entry} host={task.repository.host} />
            {gapAfter(index) && (
              <Box
                sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 2 }}
              >
                {t('timeline.later', { duration: gapAfter(index)! })}
              </Box>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
