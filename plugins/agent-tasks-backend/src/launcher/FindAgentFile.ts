import type { AgentTaskCustomAgentFile } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TaskRow } from '../database/rows';

/**
 * Finds the file that defines the custom agent of a task about to be launched,
 * as it is by now. Undefined where the task names none, and where the file is
 * not there or GitHub does not say: that is recorded as unknown and keeps no
 * task from its launch.
 *
 * @param since - a time of `performance.now()`; what was seen of the file
 *   since then is not looked up once more
 */
export type FindAgentFile = (
  task: TaskRow,
  since: number,
) => Promise<AgentTaskCustomAgentFile | undefined>;
