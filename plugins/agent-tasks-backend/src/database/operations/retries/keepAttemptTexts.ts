import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/**
 * Keeps what the attempts of a task have sent, before the task gets other
 * words. Those that were kept earlier sent earlier words.
 */
export async function keepAttemptTexts(
  tx: Knex.Transaction,
  task: Pick<TaskRow, 'id' | 'prompt' | 'parameters'>,
): Promise<void> {
  await tx('agent_task_attempts')
    .where({ task_id: task.id })
    .whereNull('prompt')
    .update({
      prompt: task.prompt,
      parameters: JSON.stringify(
        task.parameters,
      ) as unknown as TaskRow['parameters'],
    });
}
