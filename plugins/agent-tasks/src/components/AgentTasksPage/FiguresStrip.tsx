import type {
  AgentTaskFacets,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import type { TaskListState } from '../TaskBrowser/useTaskListState';

const number = new Intl.NumberFormat();

const figurePhases = [
  ['needsAttention', 'needs-attention'],
  ['running', 'running'],
  ['inReview', 'in-review'],
  ['mergedIn7Days', 'done'],
] as const satisfies readonly (readonly [
  keyof AgentTaskFacets['figures'],
  Phase,
])[];

/** Four numbers; each leads to its tasks. */
export function FiguresStrip(props: {
  figures?: AgentTaskFacets['figures'];
  /** Whether the figures cannot be had; they are not on their way then. */
  unknown: boolean;
  state: TaskListState;
}) {
  const { figures, unknown, state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const chosen = state.facets.phase;
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('figures.label')}
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' },
        overflow: 'hidden',
        gap: '1px',
        backgroundColor: 'divider',
      }}
    >
      {figurePhases.map(([name, phase]) => {
        const value = figures?.[name];
        const active = chosen.length === 1 && chosen[0] === phase;
        const urgent = name === 'needsAttention' && (value ?? 0) > 0;
        return (
          <ButtonBase
            key={name}
            aria-pressed={active}
            onClick={() => state.setFacet('phase', active ? [] : [phase])}
            sx={{
              display: 'block',
              textAlign: 'left',
              px: 2.5,
              py: 1.75,
              backgroundColor: 'background.paper',
              boxShadow: theme =>
                active
                  ? `inset 0 -3px 0 ${theme.palette.primary.main}`
                  : 'none',
              '&:hover, &.v5-Mui-focusVisible, &:focus-visible': {
                backgroundImage: theme =>
                  `linear-gradient(${theme.palette.action.hover}, ${theme.palette.action.hover})`,
              },
            }}
          >
            <Typography
              component="span"
              sx={{
                display: 'block',
                fontSize: '1.75rem',
                fontWeight: 600,
                lineHeight: 1.2,
                fontVariantNumeric: 'tabular-nums',
              }}
            >
              {value === undefined && (unknown ? '–' : <Skeleton width={48} />)}
              {value !== undefined && number.format(value)}
            </Typography>
            <Box
              component="span"
              sx={{
                color: urgent ? 'text.primary' : 'text.secondary',
                fontWeight: urgent ? 600 : 400,
                fontSize: '0.875rem',
              }}
            >
              {t(`figures.${name}`)}
            </Box>
          </ButtonBase>
        );
      })}
    </Paper>
  );
}
