import type {
  Phase,
  TemplateDrift,
  TemplateStatus,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What decides about a task's drift. */
export type DriftFacts = {
  phase: Phase;
  /** Of the version that the task was made from; absent for a free prompt. */
  version?: {
    status: TemplateStatus;
    /** Whether it is what the catalog had when the template was last read. */
    head: boolean;
  };
};

/** Phases whose tasks can drift, by how far they got. */
export const driftStages: Partial<
  Record<Phase, Exclude<TemplateDrift, 'current'>>
> = {
  launching: 'stale-running',
  running: 'stale-running',
  'needs-attention': 'stale-running',
  'in-review': 'stale-open',
  done: 'stale-merged',
};

/**
 * The one class of a task that is running, open or merged: `current` while its
 * words are those of the catalog and were not revoked, else how far it got with
 * stale ones. Others have none: what is queued is asked again before it is
 * launched, and what failed changed nothing.
 *
 * The same stands in SQL in operations/templates/driftSql.ts.
 */
export function driftOf(facts: DriftFacts): TemplateDrift | undefined {
  const { phase, version } = facts;
  const stage = driftStages[phase];
  if (!stage || !version) {
    return undefined;
  }
  return version.head && version.status !== 'revoked' ? 'current' : stage;
}
