import type {
  AgentTaskAttempt,
  AgentTaskRepository,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  GitHubLink,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { CustomAgentFile } from './CustomAgentFile';
import { ParametersView } from './ParametersView';
import { PromptView } from './PromptView';
import { SessionsTable } from './SessionsTable';

/** Each time that the task was sent to GitHub, the latest first. */
export function AttemptsView(props: {
  attempts: AgentTaskAttempt[];
  /** Of the task. */
  repository: AgentTaskRepository;
}) {
  const { attempts, repository } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (attempts.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        {t('attempts.none')}
      </Typography>
    );
  }
  return (
    <Stack spacing={4}>
      {[...attempts].reverse().map(attempt => (
        <section
          key={attempt.number}
          aria-label={t('attempts.title', { number: String(attempt.number) })}
        >
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'baseline',
              columnGap: 2,
              rowGap: 0.5,
              mb: 1,
              fontSize: '0.875rem',
              color: 'text.secondary',
            }}
          >
            <Typography variant="subtitle2" component="h3" color="text.primary">
              {t('attempts.title', { number: String(attempt.number) })}
            </Typography>
            <span>{t(`attempts.outcome.${attempt.outcome}`)}</span>
            <RelativeTime at={attempt.sentAt ?? attempt.createdAt} />
            {attempt.identity && (
              <span>
                {t('attempts.identity', { identity: attempt.identity })}
              </span>
            )}
            {attempt.usage && (
              <Credits credits={attempt.usage.credits} withUnit />
            )}
            {attempt.githubTask && (
              <GitHubLink url={attempt.githubTask.url} host={repository.host}>
                {t('facts.openOnGithub')}
              </GitHubLink>
            )}
            {attempt.customAgentFile && (
              <CustomAgentFile
                file={attempt.customAgentFile}
                repository={repository}
              />
            )}
          </Box>
          {attempt.failure && (
            <Alert severity="error" sx={{ mb: 1 }}>
              {attempt.failure.message}
              <br />
              {t('reasons.next', { step: attempt.failure.nextStep })}
            </Alert>
          )}
          {attempt.prompt !== undefined && (
            <Accordion
              variant="outlined"
              disableGutters
              TransitionProps={{ unmountOnExit: true }}
              sx={{ mb: 1 }}
            >
              <AccordionSummary expandIcon={<ExpandMoreIcon />}>
                {t('attempts.text')}
              </AccordionSummary>
              <AccordionDetails>
                <ParametersView parameters={attempt.parameters ?? {}} />
                <Box sx={{ mt: 2 }}>
                  <PromptView prompt={attempt.prompt} />
                </Box>
              </AccordionDetails>
            </Accordion>
          )}
          {attempt.sessions.length > 0 && (
            <SessionsTable sessions={attempt.sessions} />
          )}
        </section>
      ))}
    </Stack>
  );
}
