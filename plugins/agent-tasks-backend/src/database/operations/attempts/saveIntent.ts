import type { AgentTaskCustomAgentFile } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { AttemptPlan } from '../../../retries/AttemptPlan';
import { databaseTime } from '../sqlTime';

/**
 * Writes that a launch is about to be sent. An attempt that was put back into
 * the queue keeps its number and its marker: GitHub has never seen it.
 *
 * @returns the marker to send, and the time of the intent
 */
export async function saveIntent(
  tx: Knex.Transaction,
  intent: {
    taskId: string;
    number: number;
    /** Of a new attempt. */
    marker: string;
    identityId: string;
    /** Of its custom agent, where it is known. */
    agentFile?: AgentTaskCustomAgentFile;
    /** What it does otherwise than the first one. */
    plan: AttemptPlan | null;
  },
): Promise<{ marker: string; intentAt: Date }> {
  const [row] = await tx('agent_task_attempts')
    .insert({
      task_id: intent.taskId,
      number: intent.number,
      marker: intent.marker,
      identity_id: intent.identityId,
      outcome: 'pending',
      intent_at: databaseTime(tx),
      custom_agent_file: intent.agentFile,
      plan: intent.plan,
    })
    .onConflict(['task_id', 'number'])
    .merge({
      identity_id: intent.identityId,
      outcome: 'pending',
      intent_at: databaseTime(tx),
      custom_agent_file: intent.agentFile ?? null,
      sent_at: null,
      http_status: null,
      failure_class: null,
      failure_message: null,
    })
    .returning(['marker', 'intent_at']);
  return { marker: row.marker, intentAt: row.intent_at };
}
