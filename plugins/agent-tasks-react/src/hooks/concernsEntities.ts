import type { AgentTasksSignal } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** Whether a change may show up in a list that is limited to these entities. */
export function concernsEntities(
  signal: AgentTasksSignal,
  entityRefs: string[] | undefined,
): boolean {
  return (
    !entityRefs?.length ||
    !signal.entityRefs?.length ||
    signal.entityRefs.some(ref => entityRefs.includes(ref))
  );
}
