import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import { useAskBroker } from '../../hooks/useAskBroker';

/** What the agent can be asked to correct in its pull request. */
export function FollowUpButtons(props: { task: AgentTask; onDone(): void }) {
  const { task, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const { running, ask } = useAskBroker(onDone);
  const { allowed, kinds } = task.actions.followUp;

  return allowed ? (
    <>
      {kinds.map(kind => (
        <Button
          key={kind}
          variant="outlined"
          disabled={running}
          onClick={() =>
            void ask(
              () => api.followUpTask(task.id, { kind }),
              t('followUp.done'),
            )
          }
        >
          {t(`followUp.${kind}`)}
        </Button>
      ))}
    </>
  ) : null;
}
