import { createRefusal } from '../../refusals/Refusal';

/** A target was left out or put off before its task could be stored. */
export function targetHeldBack(): Error {
  return createRefusal('conflict', [
    {
      code: 'target-held-back',
      message: 'The target was left out or put off in the meantime.',
    },
  ]);
}
