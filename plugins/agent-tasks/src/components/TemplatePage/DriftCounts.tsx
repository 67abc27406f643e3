import type {
  TemplateDrift,
  TemplateDriftCounts,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTaskListLink } from '../../hooks/useTemplateLink';

const number = new Intl.NumberFormat();

const filters: Record<keyof TemplateDriftCounts, TemplateDrift> = {
  current: 'current',
  staleRunning: 'stale-running',
  staleOpen: 'stale-open',
  staleMerged: 'stale-merged',
};

/** The four classes of drift; each count opens the tasks that it counts. */
export function DriftCounts(props: {
  templateRef: string;
  drift: TemplateDriftCounts;
}) {
  const { templateRef, drift } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taskListLink = useTaskListLink();
  return (
    <Box component="section" aria-label={t('template.drift.title')}>
      <Paper
        variant="outlined"
        sx={{
          display: 'grid',
          gridTemplateColumns: {
            xs: 'repeat(2, minmax(0, 1fr))',
            md: 'repeat(4, minmax(0, 1fr))',
          },
        }}
      >
        {(Object.keys(filters) as (keyof TemplateDriftCounts)[]).map(name => {
          const count = number.format(drift[name]);
          return (
            <Box key={name} sx={{ p: 2 }}>
              <Typography variant="body2" color="text.secondary">
                {t(`template.drift.${name}`)}
              </Typography>
              <Typography
                component="p"
                sx={{ fontSize: '1.5rem', fontVariantNumeric: 'tabular-nums' }}
              >
                {drift[name] > 0 ? (
                  <Link
                    to={taskListLink({
                      template: templateRef,
                      drift: filters[name],
                    })}
                    aria-label={`${t(`template.drift.${name}`)}: ${count}`}
                  >
                    {count}
                  </Link>
                ) : (
                  count
                )}
              </Typography>
            </Box>
          );
        })}
      </Paper>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 0.75 }}>
        {t('template.drift.help')}
      </Typography>
    </Box>
  );
}
