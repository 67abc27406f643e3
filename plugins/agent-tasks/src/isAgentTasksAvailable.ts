import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';

/**
 * Whether an entity has a repository that agents may be sent to: a project
 * slug, or a source location on a web host, and no opt-out.
 *
 * @public
 */
export function isAgentTasksAvailable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  if (annotations[agentTasksAnnotations.optOut] === 'true') {
    return false;
  }
  return (
    Boolean(annotations[agentTasksAnnotations.projectSlug]) ||
    /^url:https?:\/\//.test(
      annotations[agentTasksAnnotations.sourceLocation] ?? '',
    )
  );
}
