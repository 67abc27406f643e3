import {
  agentTasksTranslationRef,
  LoadFailure,
  useAgentTask,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { TaskActionButton } from '../TaskAction';
import { TaskPageSkeleton } from './TaskPageSkeleton';
import { TaskView } from './TaskView';

/** One task: what happens next, its story, its facts. */
export function TaskPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const task = useAgentTask(id);
  const { value, error, refresh } = task;
  return (
    <PageFrame
      nested
      parentHref={rootLink()}
      title={value?.title ?? t('taskPage.title')}
      actions={
        value && (
          <>
            {value.nextStep.action !== 'retry' && (
              <TaskActionButton task={value} action="retry" onDone={refresh} />
            )}
            <TaskActionButton task={value} action="withdraw" onDone={refresh} />
          </>
        )
      }
    >
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {!value && !error && <TaskPageSkeleton />}
      {value && <TaskView task={value} live={task} />}
    </PageFrame>
  );
}
