import { z } from 'zod';
import type { AuditPosition } from '../database/operations/audit/listAuditEvents';
import { readCursor, writeCursor } from '../json/opaqueCursor';
import { badCursor } from '../refusals/badCursor';

/** Where a page of the trail begins, and whether it lies before that place. */
export type AuditCursor = { from: AuditPosition; backward: boolean };

const schema = z.tuple([
  z.boolean(),
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    .refine(at => !Number.isNaN(Date.parse(at))),
  z.string().regex(/^\d{1,18}$/),
]);

/** Writes a cursor as an opaque text. */
export function encodeCursor({ from, backward }: AuditCursor): string {
  return writeCursor([backward, from.at, from.id]);
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none.
 */
export function decodeCursor(text: string): AuditCursor {
  const parsed = schema.safeParse(readCursor(text));
  if (!parsed.success) {
    throw badCursor();
  }
  const [backward, at, id] = parsed.data;
  return { backward, from: { at, id } };
}
