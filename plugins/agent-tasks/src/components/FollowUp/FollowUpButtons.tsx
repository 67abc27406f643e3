import type {
  AgentTask,
  FollowUpKind,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from '../../hooks/useNotify';

/** What the agent can be asked to correct in its pull request. */
export function FollowUpButtons(props: { task: AgentTask; onDone(): void }) {
  const { task, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const notify = useNotify();
  const [running, setRunning] = useState(false);
  const { allowed, kinds } = task.actions.followUp;

  const ask = async (kind: FollowUpKind) => {
    setRunning(true);
    try {
      await api.followUpTask(task.id, { kind });
      notify(t('followUp.done'));
    } catch (error) {
      notify(
        reasonsOf(error as Error)
          .map(({ message }) => message)
          .join(' '),
        true,
      );
    } finally {
      setRunning(false);
      onDone();
    }
  };

  return allowed ? (
    <>
      {kinds.map(kind => (
        <Button
          key={kind}
          variant="outlined"
          disabled={running}
          onClick={() => void ask(kind)}
        >
          {t(`followUp.${kind}`)}
        </Button>
      ))}
    </>
  ) : null;
}
