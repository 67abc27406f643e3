import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { postponeAdmission } from '../database/operations/admission/postponeAdmission';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import { appendTimeline } from '../database/operations/timeline/appendTimeline';
import type { TaskRow } from '../database/rows';
import { BROKER } from './actor';

/**
 * Puts an admitted task back into the queue until policy lets it start, and
 * says so in its story.
 *
 * @returns false where the admission is not the caller's any more.
 */
export async function postponeLaunch(
  tx: Knex.Transaction,
  options: { task: TaskRow; decision: PolicyDecision; until: Date },
): Promise<boolean> {
  const { task, decision } = options;
  const row = await postponeAdmission(tx, options);
  if (!row) {
    return false;
  }
  await appendTimeline(tx, {
    taskId: task.id,
    kind: 'decided',
    actor: BROKER,
    data: { decision: decision as unknown as JsonObject },
  });
  await enqueueTaskChanged(tx, row, task.phase);
  return true;
}
