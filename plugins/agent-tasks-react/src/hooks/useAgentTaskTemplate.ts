import type {
  AgentTaskTemplateVersion,
  TemplateDriftCounts,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { agentTasksApiRef } from '../api';
import { LiveResult, useLiveQuery } from '../live/useLiveQuery';

/** Drift moves with tasks, which take minutes. */
const POLL_MS = 30_000;

/**
 * The versions of a template, newest first, and how far the tasks made from it
 * have drifted; kept fresh.
 *
 * @public
 */
export function useAgentTaskTemplate(template: {
  namespace: string;
  name: string;
}): LiveResult<{
  versions: AgentTaskTemplateVersion[];
  drift: TemplateDriftCounts;
}> {
  const api = useApi(agentTasksApiRef);
  return useLiveQuery({
    key: JSON.stringify(template),
    load: async signal => {
      const [versions, drift] = await Promise.all([
        api.listTemplateVersions(template, { signal }),
        api.getTemplateDrift(template, { signal }),
      ]);
      return { versions, drift };
    },
    pollMs: () => POLL_MS,
    concerns: () => false,
    keepPrevious: true,
  });
}
