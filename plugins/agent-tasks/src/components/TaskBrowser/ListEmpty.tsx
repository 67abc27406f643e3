import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { AgentTasksIcon } from '../AgentTasksIcon';
import { NothingHere } from '../NothingHere';
import type { TaskListState } from './useTaskListState';

/** Nothing matches, or nothing was ever asked for: each says what to do. */
export function ListEmpty(props: { state: TaskListState; start?: ReactNode }) {
  const { state, start } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const which = state.narrowed ? 'noMatch' : 'empty';
  return (
    <NothingHere
      icon={
        <AgentTasksIcon sx={{ fontSize: 48, color: 'text.secondary', mb: 1 }} />
      }
      title={t(`list.${which}.title`)}
      text={t(`list.${which}.text`)}
    >
      {state.narrowed ? (
        <Button variant="outlined" onClick={state.clear}>
          {t('list.noMatch.clear')}
        </Button>
      ) : (
        start
      )}
    </NothingHere>
  );
}
