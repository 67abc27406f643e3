import { z } from 'zod';
import type { CampaignsConfig } from './CampaignsConfig';
import { duration, expects, object } from './schemaParts';

/** `agentTasks.campaigns`. */
export const campaigns = z
  .strictObject(
    {
      reminders: z
        .strictObject(
          {
            enabled: z.boolean(expects('true or false')).default(true),
            before: z
              .array(
                duration({ min: '1m', max: '365d' }),
                expects('a list of durations'),
              )
              .max(10, 'expects at most 10 durations')
              .prefault(['7d', '1d']),
            overdue: z.boolean(expects('true or false')).default(true),
          },
          object,
        )
        .prefault({}),
    },
    object,
  )
  .prefault({});

/** The same as the plugin uses it. */
export function toCampaignsConfig({
  reminders: { before, ...reminders },
}: z.output<typeof campaigns>): CampaignsConfig {
  return { reminders: { ...reminders, beforeMs: before } };
}
