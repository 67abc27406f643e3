import { createRefusal } from '../refusals/Refusal';

/** A campaign was paused or ended before one of its tasks could start. */
export function campaignNotRunning(): Error {
  return createRefusal('conflict', [
    {
      code: 'campaign-not-running',
      message: 'The campaign of the task does not run now.',
      nextStep: 'Resume the campaign.',
    },
  ]);
}
