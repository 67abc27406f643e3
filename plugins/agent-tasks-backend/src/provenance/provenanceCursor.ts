import { z } from 'zod';
import type { ProvenancePosition } from '../database/operations/provenance/listProvenance';
import { readCursor, writeCursor } from '../json/opaqueCursor';
import { badCursor } from '../refusals/badCursor';

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
  return writeCursor([backward, from.createdAt, from.seq]);
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none.
 */
export function decodeProvenanceCursor(text: string): ProvenanceCursor {
  const parsed = schema.safeParse(readCursor(text));
  if (!parsed.success) {
    throw badCursor();
  }
  const [backward, createdAt, seq] = parsed.data;
  return { backward, from: { createdAt, seq } };
}
