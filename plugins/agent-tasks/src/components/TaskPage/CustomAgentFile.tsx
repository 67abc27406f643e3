import type { AgentTaskCustomAgentFile } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';

/** As many as GitHub and git show of a commit or blob. */
const SHORT = 7;

/**
 * In which words a custom agent was defined. No link: a blob has no page on
 * GitHub, and the file's page shows the words of today.
 */
export function CustomAgentFile(props: {
  file: AgentTaskCustomAgentFile;
  /** Of the task; an agent of another one is shown with its repository. */
  repository: { owner: string; name: string };
}) {
  const { repository, path, sha } = props.file;
  const { owner, name } = props.repository;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Tooltip title={`${repository} · ${path} · ${sha}`} describeChild>
      <Box
        component="span"
        // the tooltip has to be reached without a pointer, too
        tabIndex={0}
        sx={{ overflowWrap: 'anywhere' }}
      >
        {t('attempts.customAgentFile', {
          path:
            repository === `${owner}/${name}` ? path : `${repository}/${path}`,
          sha: sha.slice(0, SHORT),
        })}
      </Box>
    </Tooltip>
  );
}
