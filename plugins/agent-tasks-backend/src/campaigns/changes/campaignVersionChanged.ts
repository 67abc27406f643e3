import { createRefusal } from '../../refusals/Refusal';

/** What a campaign's task was about to be made from is not used any more. */
export function campaignVersionChanged(): Error {
  return createRefusal('conflict', [
    {
      code: 'campaign-version-changed',
      message: 'The campaign uses another version of its template by now.',
      nextStep: 'Try again.',
    },
  ]);
}
