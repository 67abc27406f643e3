import { createRefusal } from './Refusal';

/** The refusal of a cursor that belongs to no page of a list. */
export function badCursor(
  message: string = 'The cursor is none of this list.',
): Error {
  return createRefusal('input', [
    {
      code: 'cursor-invalid',
      message,
      nextStep: 'Start at the first page again.',
      field: 'cursor',
    },
  ]);
}
