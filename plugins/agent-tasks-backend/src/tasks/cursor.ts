import { z } from 'zod';
import type { TaskPosition } from '../database/operations/tasks/listTasks';
import { taskOrders, TaskSort } from '../database/operations/tasks/taskOrder';
import { createRefusal } from '../refusals/Refusal';

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
  return Buffer.from(
    JSON.stringify([sort, backward, from.seq, from.key]),
    'utf8',
  ).toString('base64url');
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none, or one of another order.
 */
export function decodeCursor(text: string, sort?: TaskSort): TaskCursor {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success || !isKeyOf(parsed.data)) {
    throw badCursor('The cursor is none of this list.');
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

function parseJson(text: string): unknown {
  try {
    const values: unknown = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    // JSON has no undefined: an absent key is written as null
    return Array.isArray(values)
      ? values.map(value => value ?? undefined)
      : values;
  } catch {
    return undefined;
  }
}

function badCursor(message: string): Error {
  return createRefusal('input', [
    {
      code: 'cursor-invalid',
      message,
      nextStep: 'Start at the first page again.',
      field: 'cursor',
    },
  ]);
}
