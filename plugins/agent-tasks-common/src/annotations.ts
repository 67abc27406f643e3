/**
 * Catalog annotations that the broker reads.
 *
 * @public
 */
export const agentTasksAnnotations = {
  /** Tier of the component, e.g. `1`. The name can be changed in configuration. */
  tier: 'agent-tasks/tier',
  /** What the component is to be migrated to, e.g. `node-24`. */
  migrationTarget: 'agent-tasks/migration-target',
  /** `true` keeps agents out of the entity's repository. */
  optOut: 'agent-tasks/opt-out',
  /**
   * Entity reference of who changed a template last. To be written where the
   * change is merged, not by its author.
   */
  changedBy: 'agent-tasks/changed-by',
  /** Entity references of who is on call, on a component or its owner group. */
  onCall: 'agent-tasks/on-call',
  /** `owner/name` of the repository, Backstage's own annotation. */
  projectSlug: 'github.com/project-slug',
  /** Repository location, read where there is no project slug. */
  sourceLocation: 'backstage.io/source-location',
  /** `organization/team` on a group, Backstage's own annotation. */
  teamSlug: 'github.com/team-slug',
  /** Login of a user on GitHub, Backstage's own annotation. */
  userLogin: 'github.com/user-login',
} as const;
