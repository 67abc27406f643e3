import type { AgentTaskTemplateVersion } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTaskListLink } from '../../hooks/useTemplateLink';
import { PersonRef } from '../PersonRef';
import { ReasonedButton } from '../ReasonedButton';
import { Digest } from '../TaskPage/Digest';
import { TemplateStatusChip } from '../TemplatesPage/TemplateStatusChip';
import type { MoveName } from './MoveDialog';

const moves = ['promote', 'deprecate', 'revoke'] as const;

/** One version: where it stands, how it came there, what may be done. */
export function VersionCard(props: {
  version: AgentTaskTemplateVersion;
  onMove(name: MoveName): void;
}) {
  const { version, onMove } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taskListLink = useTaskListLink();
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={version.version}
      sx={{ p: 2 }}
    >
      <Stack
        direction="row"
        spacing={1.5}
        useFlexGap
        flexWrap="wrap"
        alignItems="center"
      >
        <Typography component="h2" sx={{ fontWeight: 600 }}>
          {version.version}
        </Typography>
        <TemplateStatusChip status={version.status} />
        {version.current && (
          <Chip size="small" label={t('template.version.current')} />
        )}
        <Stack
          direction="row"
          spacing={1}
          useFlexGap
          flexWrap="wrap"
          sx={{ ml: { sm: 'auto' } }}
        >
          {moves.map(name => (
            <ReasonedButton
              key={name}
              size="small"
              variant="outlined"
              color={name === 'revoke' ? 'error' : 'primary'}
              reason={reasonOf(version.actions[name])}
              aria-label={`${t(`template.move.${name}.button`)}: ${
                version.version
              }`}
              onClick={() => onMove(name)}
            >
              {t(`template.move.${name}.button`)}
            </ReasonedButton>
          ))}
        </Stack>
      </Stack>
      <Stack
        direction="row"
        useFlexGap
        flexWrap="wrap"
        sx={{
          mt: 1,
          columnGap: 2,
          fontSize: '0.8125rem',
          color: 'text.secondary',
        }}
      >
        <Digest digest={version.digest} />
        <span>
          {t('template.version.seen')} <RelativeTime at={version.firstSeenAt} />
        </span>
        {version.author && (
          <span>
            {t('template.version.author')} <PersonRef actor={version.author} />
          </span>
        )}
        {version.uses > 0 ? (
          <Link to={taskListLink({ templateDigest: version.digest })}>
            {t('templates.uses', { count: version.uses })}
          </Link>
        ) : (
          <span>{t('templates.uses', { count: 0 })}</span>
        )}
      </Stack>
      {version.history.length > 0 && (
        <Box
          component="ul"
          aria-label={t('template.version.story')}
          sx={{ m: 0, mt: 1.5, pl: 2.5, fontSize: '0.875rem', lineHeight: 1.6 }}
        >
          {version.history.map(change => (
            <li key={change.at}>
              <TemplateStatusChip status={change.to} />{' '}
              <PersonRef actor={change.actor} />{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                <RelativeTime at={change.at} />
              </Box>
              : {change.reason}
            </li>
          ))}
        </Box>
      )}
    </Paper>
  );
}

function reasonOf(action: { allowed: boolean; reason?: string }) {
  return action.allowed ? undefined : action.reason;
}
