import { createRefusal } from './Refusal';

/** There is no such task, or none that the caller may see: the answer is the same. */
export function taskNotFound(id: string): Error {
  return createRefusal('not-found', [
    {
      code: 'task-not-found',
      message: `There is no task '${id}' that you may see.`,
      field: 'id',
    },
  ]);
}
