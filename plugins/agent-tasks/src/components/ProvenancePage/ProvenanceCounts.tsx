import type { ProvenanceCounts as Counts } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';

const number = new Intl.NumberFormat();

const names = [
  'tasks',
  'repositories',
  'pullRequests',
  'merged',
  'credits',
] as const satisfies readonly (keyof Counts)[];

/** Five numbers: the answer before its rows. */
export function ProvenanceCounts(props: {
  counts?: Counts;
  /** Whether the counts cannot be had; they are not on their way then. */
  unknown: boolean;
}) {
  const { counts, unknown } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('provenance.counts.label')}
    >
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(5, 1fr)' },
          m: 0,
        }}
      >
        {names.map(name => (
          <Box
            key={name}
            sx={{
              display: 'flex',
              flexDirection: 'column-reverse',
              px: 2.5,
              py: 1.75,
            }}
          >
            <Box
              component="dt"
              sx={{ color: 'text.secondary', fontSize: '0.875rem' }}
            >
              {t(`provenance.counts.${name}`)}
            </Box>
            <Typography
              component="dd"
              sx={{
                m: 0,
                fontSize: '1.75rem',
                fontWeight: 600,
                lineHeight: 1.2,
                fontVariantNumeric: 'tabular-nums',
              }}
            >
              {counts && number.format(counts[name])}
              {!counts && (unknown ? '–' : <Skeleton width={48} />)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Paper>
  );
}
