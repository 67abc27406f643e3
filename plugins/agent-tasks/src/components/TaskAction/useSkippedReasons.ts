import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TaskSplit } from './useSplitByPermission';

/** So many titles of tasks with the same reason are named. */
const NAMED = 3;

/** Why tasks stay as they are, each reason once with the tasks that it holds for. */
export function useSkippedReasons(unable: TaskSplit['unable']): Reason[] {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const titlesByReason = new Map<string, string[]>();
  for (const { task, reason } of unable) {
    titlesByReason.set(reason, [
      ...(titlesByReason.get(reason) ?? []),
      task.title,
    ]);
  }
  return [...titlesByReason].map(([reason, titles]) => {
    const named = titles.slice(0, NAMED).join(', ');
    const who =
      titles.length > NAMED
        ? t('action.andMore', {
            titles: named,
            value: String(titles.length - NAMED),
          })
        : named;
    return { code: reason, message: `${who}: ${reason}` };
  });
}
