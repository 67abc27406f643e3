import type { AgentTaskTimelineEntry } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';

/** Adds a line to a task's story, in the transaction of the change itself. */
export async function appendTimeline(
  tx: Knex.Transaction,
  entry: {
    taskId: string;
    kind: AgentTaskTimelineEntry['kind'];
    /** Entity reference of a person, `plugin:agent-tasks`, or `github`. */
    actor: string;
    data?: JsonObject;
  },
): Promise<void> {
  await tx('task_timeline').insert({
    task_id: entry.taskId,
    kind: entry.kind,
    actor: entry.actor,
    data: entry.data ?? {},
  });
}
