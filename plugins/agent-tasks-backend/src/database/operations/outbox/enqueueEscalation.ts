import type { AgentTaskWaitKind } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { Rung } from '../../../escalation/ladder';
import type { TaskRow } from '../../rows';

/** That a task waits for too long, and who is told now. */
export type EscalationNews = {
  waitsFor: AgentTaskWaitKind;
  /** ISO time. */
  since: string;
  rung: Rung;
  /** Entity references. */
  escalatedTo: string[];
  /** Those of them who get a notification of their own for it. */
  recipients: string[];
};

/** For somebody for whom so many wait that one notification tells of all. */
export type EscalationDigest = {
  recipients: string[];
  /** Tasks that wait for them by now. */
  count: number;
  /** Those of them that are told of now. */
  taskIds: string[];
};

/** Notes an escalation; told after the commit, never before. */
export async function enqueueEscalation(
  tx: Knex.Transaction,
  task: Pick<TaskRow, 'id' | 'entity_ref'>,
  news: EscalationNews,
): Promise<void> {
  await tx('outbox').insert({
    kind: 'escalation',
    task_id: task.id,
    entity_ref: task.entity_ref,
    payload: news as JsonObject,
  });
}

/** Notes a digest, which is about no single task. */
export async function enqueueDigest(
  tx: Knex.Transaction,
  digest: EscalationDigest,
): Promise<void> {
  await tx('outbox').insert({
    kind: 'escalation',
    payload: digest as JsonObject,
  });
}
