import { z } from 'zod';
import type { ProvenancePosition } from '../database/operations/provenance/listProvenance';
import { createRefusal } from '../refusals/Refusal';

/** Where a page begins, and whether it lies before that place. */
export type ProvenanceCursor = { from: ProvenancePosition; backward: boolean };

// as PostgreSQL writes a time: what is bound as one has to be one
const schema = z.tuple([
  z.boolean(),
  z
    .string()
    .regex(/^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/)
    .refine(text => !Number.isNaN(Date.parse(text.slice(0, 19)))),
  z.string().regex(/^\d{1,19}$/),
]);

/** Writes a cursor as an opaque text. */
export function encodeProvenanceCursor(cursor: ProvenanceCursor): string {
  const { backward, from } = cursor;
  return Buffer.from(
    JSON.stringify([backward, from.createdAt, from.seq]),
    'utf8',
  ).toString('base64url');
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none.
 */
export function decodeProvenanceCursor(text: string): ProvenanceCursor {
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
  const [backward, createdAt, seq] = parsed.data;
  return { backward, from: { createdAt, seq } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
