import type { ProvenanceRow as Row } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  LoadFailure,
  useAgentTask,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ReactNode } from 'react';
import { CustomAgentFile } from '../TaskPage/CustomAgentFile';
import { Digest } from '../TaskPage/Digest';
import { PromptView } from '../TaskPage/PromptView';

/** What a task was done with, and the words that it began with. */
export function ProvenanceDetails(props: { row: Row }) {
  const { row } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value: task, error, refresh } = useAgentTask(row.taskId);
  const facts: [string, ReactNode][] = [
    [t('provenance.details.asked'), row.model],
    [t('provenance.details.ran'), row.sessionModels.join(', ')],
    [t('provenance.details.customAgent'), row.customAgent],
    [t('provenance.details.identity'), row.identity],
    [
      t('provenance.details.digest'),
      row.template && <Digest digest={row.template.digest} />,
    ],
    [
      t('provenance.details.promptDigest'),
      <Digest key="prompt" digest={row.promptDigest} />,
    ],
    [
      t('provenance.details.githubTasks'),
      row.githubTasks.length > 0 &&
        row.githubTasks.map(({ id, url, adopted, customAgentFile: file }) => {
          const name = adopted ? t('provenance.details.adopted', { id }) : id;
          return (
            <Box key={id}>
              {url ? <Link to={url}>{name}</Link> : name}
              {file && (
                <Box sx={{ color: 'text.secondary' }}>
                  <CustomAgentFile file={file} repository={row.repository} />
                </Box>
              )}
            </Box>
          );
        }),
    ],
  ];
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        py: 1.5,
        gridTemplateColumns: { xs: '1fr', md: '280px minmax(0, 1fr)' },
      }}
    >
      <Box component="dl" sx={{ m: 0 }}>
        {facts.map(
          ([name, value]) =>
            value && (
              <Box key={name} sx={{ mb: 1, overflowWrap: 'anywhere' }}>
                <Box component="dt" sx={{ color: 'text.secondary' }}>
                  {name}
                </Box>
                <Box component="dd" sx={{ m: 0 }}>
                  {value}
                </Box>
              </Box>
            ),
        )}
      </Box>
      <Box
        component="section"
        aria-label={t('provenance.details.prompt')}
        sx={{ minWidth: 0 }}
      >
        {task && <PromptView prompt={task.prompt} />}
        {!task && error && <LoadFailure error={error} onTryAgain={refresh} />}
        {!task && !error && <Skeleton variant="rounded" height={120} />}
      </Box>
    </Box>
  );
}
