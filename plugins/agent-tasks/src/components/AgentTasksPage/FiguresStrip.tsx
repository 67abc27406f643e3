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

type Figure = {
  name: keyof AgentTaskFacets['figures'];
  phases: Phase[];
  /** Days that the figure looks back; it knows none where this is absent. */
  within?: number;
};

/** What each figure counts, as the backend does. */
const shown = [
  {
    name: 'needsAttention',
    phases: ['needs-attention', 'awaiting-approval'],
  },
  { name: 'running', phases: ['running', 'launching'] },
  { name: 'inReview', phases: ['in-review'] },
  { name: 'mergedIn7Days', phases: ['done'], within: 7 },
] as const satisfies readonly Figure[];

/** Four numbers; each leads to its tasks. */
export function FiguresStrip(props: {
  figures?: AgentTaskFacets['figures'];
  /** Whether the figures cannot be had; they are not on their way then. */
  unknown: boolean;
  state: TaskListState;
}) {
  const { figures, unknown, state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
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
      {shown.map(
        (figure: Figure & { name: (typeof shown)[number]['name'] }) => {
          const { name, phases, within } = figure;
          const value = figures?.[name];
          const active =
            state.within === within &&
            state.facets.phase.length === phases.length &&
            phases.every(phase => state.facets.phase.includes(phase));
          const urgent = name === 'needsAttention' && (value ?? 0) > 0;
          return (
            <ButtonBase
              key={name}
              aria-pressed={active}
              onClick={() =>
                active ? state.setPhases([]) : state.setPhases(phases, within)
              }
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
                {value === undefined &&
                  (unknown ? '–' : <Skeleton width={48} />)}
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
        },
      )}
    </Paper>
  );
}
