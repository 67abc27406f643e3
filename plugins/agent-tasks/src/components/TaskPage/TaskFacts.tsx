import {
  AgentTaskDetail,
  revealHidden,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  Credits,
  GitHubLink,
  PullRequestLine,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { CampaignLink } from '../CampaignPage';
import { PersonRef } from '../PersonRef';
import { Digest } from './Digest';

/** What is known about a task, one fact a line; unknown ones are left out. */
export function TaskFacts(props: { task: AgentTaskDetail }) {
  const { task } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { template, repository, githubTask } = task;
  const marker = task.attempts.at(-1)?.marker;
  const facts: [string, ReactNode][] = [
    [
      t('facts.component'),
      task.entityRef && <EntityRefLink entityRef={task.entityRef} hideIcon />,
    ],
    [
      t('facts.repository'),
      <GitHubLink url={repository.url} host={repository.host}>
        {repository.owner}/{repository.name}
      </GitHubLink>,
    ],
    [
      t('facts.owner'),
      task.owner && <EntityRefLink entityRef={task.owner} hideIcon />,
    ],
    [t('facts.tier'), task.tier],
    [t('facts.migrationTarget'), task.migrationTarget],
    [
      t('facts.pullRequest'),
      task.pullRequest && (
        <PullRequestLine
          pullRequest={task.pullRequest}
          host={task.repository.host}
        />
      ),
    ],
    [
      t('facts.baseRef'),
      task.baseRef && <code>{revealHidden(task.baseRef)}</code>,
    ],
    [
      t('facts.headRef'),
      task.headRef && <code>{revealHidden(task.headRef)}</code>,
    ],
    [
      t('facts.template'),
      template && (
        <>
          {template.title} {template.version}
          <Digest digest={template.digest} />
        </>
      ),
    ],
    [
      t('facts.includes'),
      task.includes?.map(include => (
        <div key={include.digest}>
          {include.title} {include.version}
          <Digest digest={include.digest} />
        </div>
      )),
    ],
    [t('facts.model'), task.model],
    [t('facts.customAgent'), task.customAgent],
    [t('facts.requester'), <PersonRef actor={task.requestedBy} />],
    [t('facts.source'), t(`facts.sources.${task.source}`)],
    [
      t('facts.campaign'),
      task.campaignId && <CampaignLink id={task.campaignId} />,
    ],
    [t('facts.ticket'), task.ticket],
    [t('facts.identity'), task.identity],
    [
      t('facts.notBefore'),
      task.notBefore && <RelativeTime at={task.notBefore} />,
    ],
    [
      t('facts.credits'),
      task.launchState === 'launched' && (
        <Credits credits={task.usage?.credits} withUnit />
      ),
    ],
    [t('facts.marker'), marker && <code>{marker}</code>],
    [
      t('facts.githubTask'),
      githubTask && (
        <GitHubLink url={githubTask.url} host={repository.host}>
          {t('facts.openOnGithub')}
        </GitHubLink>
      ),
    ],
    [t('facts.created'), <RelativeTime at={task.createdAt} />],
    [t('facts.read'), task.readAt && <RelativeTime at={task.readAt} />],
  ];
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('facts.title')}
      sx={{ p: 2.5 }}
    >
      <Typography variant="subtitle2" component="h2" sx={{ mb: 1.5 }}>
        {t('facts.title')}
      </Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: '112px minmax(0, 1fr)',
          rowGap: 1,
          columnGap: 1.5,
          fontSize: '0.875rem',
          lineHeight: 1.5,
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, overflowWrap: 'anywhere' },
          '& code': { fontSize: '0.8125rem' },
        }}
      >
        {facts
          .filter(([, fact]) => Boolean(fact))
          .map(([name, fact]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </Box>
          ))}
      </Box>
    </Paper>
  );
}
