import { IANAZone } from 'luxon';
import { z } from 'zod';
import { StallKind, stallKinds } from '../escalation/serviceLevels';
import type { EscalationConfig } from './EscalationConfig';
import { duration, expects, object, text, wholeNumber } from './schemaParts';

const level = duration({ min: '1m', max: '365d' });

const levels = z
  .strictObject(
    Object.fromEntries(
      stallKinds.map(kind => [kind, level.optional()]),
    ) as Record<StallKind, z.ZodOptional<typeof level>>,
    expects('an object whose keys are what a task waits for'),
  )
  .prefault({});

const timeOfDay = z
  .string(expects("a time of day such as '18:00'"))
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, expects("a time of day such as '18:00'"));

const rung = duration({ min: '0s', max: '365d' });

/** `agentTasks.escalation`. */
export const escalation = z
  .strictObject(
    {
      enabled: z.boolean(expects('true or false')).default(true),
      levels,
      tiers: z
        .record(z.string(), levels, expects('an object whose keys are tiers'))
        .default({}),
      ladder: z
        .strictObject(
          {
            parentGroups: rung.prefault('1d'),
            onCall: rung.prefault('2d'),
            admins: rung.prefault('3d'),
          },
          object,
        )
        .prefault({}),
      quietHours: z
        .strictObject(
          {
            timeZone: text("a time zone such as 'Europe/Berlin'").refine(
              IANAZone.isValidZone,
              expects("a time zone such as 'Europe/Berlin'"),
            ),
            from: timeOfDay,
            to: timeOfDay,
            weekends: z.boolean(expects('true or false')).default(true),
          },
          expects('an object with timeZone, from and to'),
        )
        .refine(({ from, to }) => from !== to, {
          path: ['to'],
          error: 'expects another time than from',
        })
        .optional(),
      digestAbove: wholeNumber({ min: 1 }).default(5),
    },
    object,
  )
  .refine(
    ({ ladder }) =>
      ladder.parentGroups <= ladder.onCall && ladder.onCall <= ladder.admins,
    {
      path: ['ladder'],
      error: 'expects parentGroups, onCall and admins one after the other',
    },
  )
  .prefault({});

/** The same as the plugin uses it. */
export function toEscalationConfig(
  input: z.output<typeof escalation>,
): EscalationConfig {
  const { ladder, quietHours, ...rest } = input;
  return {
    ...rest,
    ladder: {
      parentGroupsMs: ladder.parentGroups,
      onCallMs: ladder.onCall,
      adminsMs: ladder.admins,
    },
    ...(quietHours && { quietHours }),
  };
}
