import {
  agentTasksTranslationRef,
  useAgentTaskFacets,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import { rootRouteRef } from '../../routes';
import { WaitingApprovals } from '../ApproveTask';
import { PageFrame } from '../PageFrame';
import { StartTaskButton } from '../StartTask';
import { TaskBrowser } from '../TaskBrowser';
import { facetNames, useTaskListState } from '../TaskBrowser/useTaskListState';
import { FiguresStrip } from './FiguresStrip';

const columns = { component: true, owner: true };

/** All tasks that the reader may see. */
export function TasksPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const state = useTaskListState({});
  const facets = useAgentTaskFacets(state.facetsQuery);
  return (
    <PageFrame
      title={t('tasksPage.title')}
      parentHref={rootLink()}
      section="tasks"
      actions={<StartTaskButton />}
    >
      <Stack spacing={3}>
        <FiguresStrip
          figures={facets.value?.figures}
          unknown={Boolean(facets.error)}
          state={state}
        />
        <WaitingApprovals />
        <TaskBrowser
          state={state}
          facets={facets}
          facetNames={facetNames}
          columns={columns}
          start={<StartTaskButton />}
        />
      </Stack>
    </PageFrame>
  );
}
