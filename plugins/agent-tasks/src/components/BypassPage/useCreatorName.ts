import type { BypassFinding } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';

/** Who started a task on GitHub, by the best name that is known. */
export function useCreatorName(): (finding: BypassFinding) => string {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return ({ creator }) => {
    if (!creator) {
      return t('bypass.table.unknown');
    }
    return creator.login ?? t('bypass.table.user', { id: creator.id });
  };
}
