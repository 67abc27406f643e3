import { badCursor } from '../refusals/badCursor';

/** Where a page begins, and whether it lies before that place. */
export type FindingCursor = { seq: string; backward: boolean };

/** Writes a cursor as an opaque text. */
export function encodeFindingCursor(cursor: FindingCursor): string {
  return Buffer.from(`${cursor.backward ? '-' : '+'}${cursor.seq}`).toString(
    'base64url',
  );
}

/**
 * Reads a cursor.
 *
 * @throws InputError where it is none.
 */
export function decodeFindingCursor(text: string): FindingCursor {
  const match = /^([+-])(\d{1,18})$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  if (!match) {
    throw badCursor();
  }
  return { backward: match[1] === '-', seq: match[2] };
}
