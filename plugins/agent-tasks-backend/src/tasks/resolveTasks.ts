import type {
  Reason,
  ResolveTasksRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { isError } from '@backstage/errors';
import type { TaskRow } from '../database/rows';
import { reasonsOf } from '../refusals/Refusal';
import { resolveTask } from './resolveTask';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

/** What became of one of several tasks. */
export type Resolution =
  | { id: string; row: TaskRow }
  | { id: string; reasons: Reason[] };

const refusals = ['NotFoundError', 'ConflictError'];

/**
 * Decides about each task by itself: one that cannot be resolved keeps nobody
 * else from it.
 */
export async function resolveTasks(
  deps: TaskDependencies,
  request: ResolveTasksRequest,
  caller: Caller,
): Promise<Resolution[]> {
  const { ids, ...decision } = request;
  const results: Resolution[] = [];
  // one after the other: each is a short transaction, and GitHub is asked
  // about at most one
  for (const id of ids) {
    try {
      results.push({ id, row: await resolveTask(deps, id, decision, caller) });
    } catch (error) {
      if (!isError(error) || !refusals.includes(error.name)) {
        throw error;
      }
      results.push({ id, reasons: reasonsOf(error) });
    }
  }
  return results;
}
