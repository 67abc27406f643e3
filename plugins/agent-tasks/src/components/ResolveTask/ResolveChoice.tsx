import type {
  AgentTask,
  ResolveTasksRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  GitHubLink,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Fragment } from 'react';
import { parseGitHubTaskId } from './parseGitHubTaskId';

/** What a person can decide. */
export type Resolution = ResolveTasksRequest['action'];

const resolutions: Resolution[] = ['mark-launched', 'relaunch', 'give-up'];

/** The three ways out, each with what it will do. */
export function ResolveChoice(props: {
  tasks: AgentTask[];
  chosen?: Resolution;
  link: string;
  disabled: boolean;
  onChoose(resolution: Resolution): void;
  onLink(link: string): void;
}) {
  const { tasks, chosen, link, disabled, onChoose, onLink } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const single = tasks.length === 1 ? tasks[0] : undefined;
  const unreadable = link.trim() !== '' && !parseGitHubTaskId(link);
  return (
    <RadioGroup
      aria-label={t('action.resolve.choice')}
      value={chosen ?? ''}
      onChange={(_, value) => onChoose(value as Resolution)}
      sx={{ gap: 1 }}
    >
      {resolutions.map(resolution => {
        const marks = resolution === 'mark-launched';
        const oneByOne = marks && !single;
        return (
          <Fragment key={resolution}>
            <FormControlLabel
              value={resolution}
              disabled={disabled || oneByOne}
              control={<Radio size="small" sx={{ py: 0.25 }} />}
              sx={{ alignItems: 'flex-start', m: 0 }}
              label={
                <>
                  <Typography variant="body2" sx={{ fontWeight: 500 }}>
                    {t(`action.resolve.ways.${resolution}.label`)}
                  </Typography>
                  <Typography variant="body2" color="text.secondary">
                    {oneByOne
                      ? t('action.resolve.oneByOne')
                      : t(`action.resolve.ways.${resolution}.does`, {
                          count: tasks.length,
                        })}
                  </Typography>
                </>
              }
            />
            {marks && single && chosen === 'mark-launched' && (
              <Box sx={{ pl: 4.5, pb: 1, fontSize: '0.875rem' }}>
                <TextField
                  fullWidth
                  required
                  size="small"
                  margin="dense"
                  label={t('action.resolve.link.label')}
                  value={link}
                  onChange={event => onLink(event.target.value)}
                  error={unreadable}
                  disabled={disabled}
                  helperText={
                    unreadable
                      ? t('action.resolve.link.unreadable')
                      : t('action.resolve.link.help')
                  }
                />
                <GitHubLink
                  url={single.repository.url}
                  host={single.repository.host}
                >
                  {t('action.resolve.link.look', {
                    repository: `${single.repository.owner}/${single.repository.name}`,
                  })}
                </GitHubLink>
              </Box>
            )}
          </Fragment>
        );
      })}
    </RadioGroup>
  );
}
