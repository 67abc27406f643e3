import type { TaskRow } from '../database/rows';
import type { AgentFile } from '../github/readRepository';

/**
 * Finds the file of a task's custom agent as it is now.
 *
 * @returns undefined where the task names none, or GitHub does not show it
 */
export type FindAgentFile = (
  task: TaskRow,
  identityId: string,
) => Promise<AgentFile | undefined>;
