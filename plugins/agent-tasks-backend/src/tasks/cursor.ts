import { z } from 'zod';
import type { TaskPosition } from '../database/operations/tasks/listTasks';
import { taskOrders, TaskSort } from '../database/operations/tasks/taskOrder';
import { readCursor, writeCursor } from '../json/opaqueCursor';
import { badCursor } from '../refusals/badCursor';

/** Where a page begins, in which order, and whether it lies before that place. */
export type TaskCursor = {
  sort: TaskSort;
  from: TaskPosition;
  backward: boolean;
};

const schema = z.tuple([
  z.enum(Object.keys(taskOrders) as [TaskSort, ...TaskSort[]]),
  z.boolean(),
  z.string().regex(/^\d{1,19}$/),
  z.string().max(10_000).optional(),
]);

/** Writes a cursor as an opaque text. */
export function encodeCursor(cursor: TaskCursor): string {
  const { sort, backward, from } = cursor;
  return writeCursor([sort, backward, from.seq, from.key]);
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none, or one of another order.
 */
export function decodeCursor(text: string, sort?: TaskSort): TaskCursor {
  const parsed = schema.safeParse(readCursor(text));
  if (!parsed.success || !isKeyOf(parsed.data)) {
    throw badCursor();
  }
  const [cursorSort, backward, seq, key] = parsed.data;
  if (sort && sort !== cursorSort) {
    throw badCursor(`The cursor belongs to the order '${cursorSort}'.`);
  }
  return {
    sort: cursorSort,
    backward,
    from: { seq, ...(key !== undefined && { key }) },
  };
}

// what is bound as a time or a number has to be one: anything else would be an
// error of the database
function isKeyOf([sort, , , key]: z.infer<typeof schema>): boolean {
  switch (sort) {
    case '-createdAt':
    case 'createdAt':
      return true;
    case 'attention':
      return /^\d$/.test(key ?? '');
    case 'phaseSince':
    case '-phaseSince':
      return (
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(
          key ?? '',
        ) && !Number.isNaN(Date.parse(`${key}`.replace(/\+(\d\d)$/, '+$1:00')))
      );
    default:
      return key !== undefined;
  }
}
