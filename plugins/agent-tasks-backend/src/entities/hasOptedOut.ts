import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';

/** Whether an entity keeps agents out. Pure. */
export function hasOptedOut(entity: Entity | undefined): boolean {
  // anything but a plain no counts: opting out must not fail by a typo
  return !['', 'false', 'no'].includes(
    (entity?.metadata.annotations?.[agentTasksAnnotations.optOut] ?? '')
      .trim()
      .toLowerCase(),
  );
}
