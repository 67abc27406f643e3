import type { Phase } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import CancelIcon from '@mui/icons-material/HighlightOffOutlined';
import EventIcon from '@mui/icons-material/EventOutlined';
import MergeIcon from '@mui/icons-material/MergeType';
import PanToolIcon from '@mui/icons-material/PanToolOutlined';
import PersonIcon from '@mui/icons-material/PersonOutlined';
import ScheduleIcon from '@mui/icons-material/Schedule';
import UndoIcon from '@mui/icons-material/Undo';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { alpha, lighten, Theme } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { agentTasksTranslationRef } from '../translation';

type Tone = 'neutral' | 'primary' | 'warning' | 'success' | 'error';

const progress = (
  <CircularProgress color="inherit" size={12} thickness={6} aria-hidden />
);

const looks: Record<Phase, { tone: Tone; icon: ReactElement }> = {
  'needs-attention': { tone: 'warning', icon: <PanToolIcon /> },
  'awaiting-approval': { tone: 'warning', icon: <PersonIcon /> },
  scheduled: { tone: 'neutral', icon: <EventIcon /> },
  queued: { tone: 'neutral', icon: <ScheduleIcon /> },
  launching: { tone: 'primary', icon: progress },
  running: { tone: 'primary', icon: progress },
  'in-review': { tone: 'primary', icon: <MergeIcon /> },
  done: { tone: 'success', icon: <CheckCircleIcon /> },
  'done-without-change': { tone: 'neutral', icon: <CheckCircleIcon /> },
  failed: { tone: 'error', icon: <CancelIcon /> },
  withdrawn: { tone: 'neutral', icon: <UndoIcon /> },
};

/** On light and on dark ground. */
const texts = {
  warning: ['#7a4100', '#ffcc80'],
  success: ['#1b5e20', '#a5d6a7'],
  error: ['#b3261e', '#ffb4ab'],
};

/** Text that keeps 4.5 : 1 on a tint of its own colour, light and dark. */
function colors(theme: Theme, tone: Tone) {
  const dark = theme.palette.mode === 'dark';
  if (tone === 'neutral') {
    return {
      color: theme.palette.text.primary,
      backgroundColor: alpha(theme.palette.text.primary, dark ? 0.12 : 0.07),
    };
  }
  const { main, dark: deep } = theme.palette[tone];
  const [onLight, onDark] =
    tone === 'primary' ? [deep, lighten(main, 0.45)] : texts[tone];
  const text = dark ? onDark : onLight;
  return {
    color: text,
    backgroundColor: alpha(main, dark ? 0.2 : 0.13),
  };
}

/**
 * The phase of a task as icon and word; colour only repeats what they say.
 *
 * @public
 */
export function PhaseChip(props: { phase: Phase }) {
  const { phase } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { tone, icon } = looks[phase];
  return (
    <Box
      component="span"
      sx={theme => ({
        ...colors(theme, tone),
        display: 'inline-flex',
        alignItems: 'center',
        gap: '6px',
        flexShrink: 0,
        height: 24,
        px: '8px',
        borderRadius: '12px',
        fontSize: '0.8125rem',
        fontWeight: 500,
        lineHeight: 1,
        whiteSpace: 'nowrap',
        '& svg': { fontSize: 16 },
      })}
    >
      {icon}
      {t(`phase.${phase}`)}
    </Box>
  );
}
