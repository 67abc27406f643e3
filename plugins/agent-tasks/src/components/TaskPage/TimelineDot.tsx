import type { AgentTaskTimelineEntry } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import CheckIcon from '@mui/icons-material/Check';
import CloseIcon from '@mui/icons-material/Close';
import GavelIcon from '@mui/icons-material/GavelOutlined';
import LinkIcon from '@mui/icons-material/Link';
import MergeIcon from '@mui/icons-material/MergeType';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import HelpIcon from '@mui/icons-material/HelpOutline';
import NotificationIcon from '@mui/icons-material/NotificationsOutlined';
import PersonIcon from '@mui/icons-material/PersonOutlined';
import ReplayIcon from '@mui/icons-material/Replay';
import RocketIcon from '@mui/icons-material/RocketLaunchOutlined';
import SendIcon from '@mui/icons-material/SendOutlined';
import SmartToyIcon from '@mui/icons-material/SmartToyOutlined';
import UndoIcon from '@mui/icons-material/Undo';
import Box from '@mui/material/Box';
import type { ElementType } from 'react';
import { decisionOf } from './decisionOf';

type Tone = 'neutral' | 'error' | 'warning' | 'success';

const looks: Record<
  AgentTaskTimelineEntry['kind'],
  { Icon: ElementType; tone?: Tone }
> = {
  requested: { Icon: PersonIcon },
  decided: { Icon: GavelIcon },
  launching: { Icon: SendIcon },
  launched: { Icon: RocketIcon },
  'launch-failed': { Icon: CloseIcon, tone: 'error' },
  'launch-unknown': { Icon: HelpIcon, tone: 'warning' },
  requeued: { Icon: ReplayIcon },
  'agent-state': { Icon: SmartToyIcon },
  'pull-request': { Icon: MergeIcon },
  retried: { Icon: ReplayIcon },
  withdrawn: { Icon: UndoIcon },
  rejected: { Icon: CloseIcon, tone: 'error' },
  adopted: { Icon: LinkIcon },
  'approval-asked': { Icon: HourglassIcon },
  approved: { Icon: CheckIcon, tone: 'success' },
  escalated: { Icon: NotificationIcon, tone: 'warning' },
  attended: { Icon: PersonIcon },
  'approval-expired': { Icon: HourglassIcon, tone: 'error' },
};

/** What kind of event it was, as a picture beside its words. */
export function TimelineDot(props: { entry: AgentTaskTimelineEntry }) {
  const { entry } = props;
  const { Icon, tone } = lookOf(entry);
  return (
    <Box
      aria-hidden
      sx={{
        display: 'grid',
        placeItems: 'center',
        flexShrink: 0,
        width: 28,
        height: 28,
        borderRadius: '50%',
        border: 1,
        borderColor: tone ? `${tone}.main` : 'divider',
        color: tone ? `${tone}.main` : 'text.secondary',
        backgroundColor: 'background.paper',
      }}
    >
      <Icon sx={{ fontSize: 16 }} />
    </Box>
  );
}

function lookOf(entry: AgentTaskTimelineEntry): {
  Icon: ElementType;
  tone?: Tone;
} {
  const { kind, data } = entry;
  if (kind === 'agent-state') {
    switch (data.state) {
      case 'failed':
      case 'timed_out':
        return { Icon: CloseIcon, tone: 'error' };
      case 'waiting_for_user':
        return { ...looks[kind], tone: 'warning' };
      default:
        return looks[kind];
    }
  }
  if (kind === 'pull-request' && data.event === 'merged') {
    return { Icon: CheckIcon, tone: 'success' };
  }
  if (
    kind === 'pull-request' &&
    data.event === 'checks' &&
    data.checks === 'failure'
  ) {
    return { ...looks[kind], tone: 'error' };
  }
  if (kind === 'decided' && decisionOf(entry)?.result === 'deny') {
    return { ...looks[kind], tone: 'error' };
  }
  return looks[kind];
}
