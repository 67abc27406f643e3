import { z } from 'zod';
import type { AuditPosition } from '../database/operations/audit/listAuditEvents';
import { createRefusal } from '../refusals/Refusal';

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
  return Buffer.from(
    JSON.stringify([backward, from.at, from.id]),
    'utf8',
  ).toString('base64url');
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none.
 */
export function decodeCursor(text: string): AuditCursor {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw createRefusal('input', [
      {
        code: 'cursor-invalid',
        message: 'The cursor is none of this list.',
        nextStep: 'Start at the first page again.',
        field: 'cursor',
      },
    ]);
  }
  const [backward, at, id] = parsed.data;
  return { backward, from: { at, id } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
