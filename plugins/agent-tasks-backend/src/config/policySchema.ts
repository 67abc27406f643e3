import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import { isCronExpression } from './cron';
import type { FreezeConfig, PolicyConfig } from './PolicyConfig';
import {
  duration,
  entityRef,
  expects,
  globs,
  object,
  text,
  wholeNumber,
} from './schemaParts';

const flag = z.boolean(expects('true or false'));

const address = z.url({
  protocol: /^https?$/,
  error: "expects an address such as 'https://acme.atlassian.net'",
});

const approvers = expects(
  "'owner-group', 'security-group', an entity reference, or a list of these",
);

const approver = z
  .string(approvers)
  .regex(
    /^(owner-group|security-group|([Uu]ser|[Gg]roup):[^/:\s]+\/[^/:\s]+)$/,
    approvers,
  );

const approvalRule = z.strictObject(
  {
    count: wholeNumber({ min: 1, max: 10 }).default(1),
    by: z
      .union([approver, z.array(approver).min(1, approvers)], approvers)
      .transform(value => [value].flat()),
  },
  expects('an object with by'),
);

const credits = z
  .number(expects('a number of AI credits from 0 on'))
  .min(0, expects('a number of AI credits from 0 on'))
  .max(1_000_000, expects('at most 1,000,000 AI credits'));

const jira = z.strictObject(
  {
    baseUrl: address,
    email: text('the address of the Jira account').optional(),
    token: text('a token of Jira'),
    openCategories: z
      .array(
        z.enum(
          ['new', 'indeterminate', 'done'],
          expects("'new', 'indeterminate' or 'done'"),
        ),
        expects("a list of 'new', 'indeterminate' or 'done'"),
      )
      // Jira's keys of what is shown as "To do" and "In progress"
      .default(['new', 'indeterminate']),
  },
  expects('an object with baseUrl and token'),
);

const serviceNow = z.strictObject(
  {
    baseUrl: address,
    username: text('a user of ServiceNow'),
    password: text('a password of ServiceNow'),
    openStates: z
      .array(text("a state such as '-1'"), expects('a list of states'))
      // ServiceNow's values of "Scheduled" and "Implement" as delivered
      .default(['-2', '-1']),
    approved: flag.default(true),
  },
  expects('an object with baseUrl, username and password'),
);

/** `tickets.system`. */
export const ticketSystem = z
  .strictObject(
    {
      jira: jira.optional(),
      serviceNow: serviceNow.optional(),
      cache: duration({ min: '0s', max: '1h' }).prefault('1m'),
      timeout: duration({ min: '100ms', max: '9s' }).prefault('4s'),
    },
    object,
  )
  .refine(system => Boolean(system.jira) !== Boolean(system.serviceNow), {
    error: 'expects either jira or serviceNow',
  });

const freeze = z
  .strictObject(
    {
      name: text('what people call the freeze'),
      timeZone: text("a time zone such as 'Europe/Berlin'").refine(
        IANAZone.isValidZone,
        expects("a time zone such as 'Europe/Berlin'"),
      ),
      start: text(
        "a local time such as '2026-12-18T18:00' or a cron expression",
      ),
      end: text("a local time such as '2027-01-04T06:00' or a cron expression"),
      tiers: z
        .array(
          text("a tier such as '1'"),
          expects("a list of tiers such as '1'"),
        )
        .optional(),
      owners: z
        .array(entityRef, expects('a list of entity references'))
        .optional(),
      repositories: globs.optional(),
    },
    expects('a freeze with name, timeZone, start and end'),
  )
  .superRefine((value, context) => {
    const problem = windowProblem(value);
    if (problem) {
      context.addIssue({ code: 'custom', ...problem });
    }
  });

function windowProblem(
  value: FreezeConfig,
): { path: string[]; message: string } | undefined {
  const isCron = [value.start, value.end].map(isCronExpression);
  if (isCron.every(Boolean)) {
    return undefined;
  }
  const [start, end] = [value.start, value.end].map(time =>
    DateTime.fromISO(time, { zone: value.timeZone }),
  );
  for (const [key, index] of [
    ['start', 0],
    ['end', 1],
  ] as const) {
    if (!isCron[index] && ![start, end][index].isValid) {
      return {
        path: [key],
        message:
          "expects a local time such as '2026-12-18T18:00' or a cron expression such as '0 18 * * 5'",
      };
    }
  }
  if (isCron.some(Boolean)) {
    return {
      path: ['end'],
      message:
        'expects a cron expression where start is one, else a local time',
    };
  }
  return end > start
    ? undefined
    : { path: ['end'], message: 'expects a time after start' };
}

/** The keys of `agentTasks` that policy alone reads. */
export const policyKeys = {
  owners: z
    .strictObject(
      {
        required: flag.default(false),
        minMembers: wholeNumber({ min: 1, max: 1_000 }).default(1),
      },
      object,
    )
    .prefault({}),
  tiers: z
    .record(
      z.string(),
      z.strictObject(
        {
          ticket: z.enum(['required'], expects("'required'")).optional(),
          approvals: approvalRule.optional(),
        },
        expects('an object with the rules of the tier'),
      ),
      expects('an object whose keys are tiers'),
    )
    .default({}),
  models: z.strictObject({ allow: globs.optional() }, object).prefault({}),
  customAgents: z
    .strictObject({ allow: globs.optional() }, object)
    .prefault({}),
  freezes: z.array(freeze, expects('a list of freezes')).default([]),
  review: z
    .strictObject(
      {
        maxOpenPullRequests: wholeNumber({ min: 1 }).optional(),
        requireReviewer: flag.default(false),
        markReady: z
          .enum(
            ['never', 'when-checks-are-green', 'always'],
            expects("'never', 'when-checks-are-green' or 'always'"),
          )
          .default('never'),
        maxReadyPerOwner: wholeNumber({ min: 1 }).optional(),
        requestReviewers: flag.default(false),
        reviewers: wholeNumber({ min: 1, max: 15 }).default(2),
        defaultReviewers: z
          .array(entityRef, expects('a list of entity references'))
          .default([]),
        labels: z
          .array(
            text("a label such as 'agent'").refine(
              label => label.length <= 50,
              expects('a label of at most 50 characters'),
            ),
            expects("a list of labels such as 'agent'"),
          )
          .default([]),
        comment: flag.default(false),
        closeStale: z
          .strictObject(
            {
              after: duration({ min: '1d', max: '365d' }),
              warning: duration({ min: '1d', max: '90d' }).prefault('7d'),
            },
            object,
          )
          .optional(),
      },
      object,
    )
    .prefault({}),
  budgets: z
    .strictObject(
      {
        creditsPerOwner: credits.optional(),
        owners: z
          .record(
            entityRef,
            credits,
            expects('an entity reference and its credits'),
          )
          .default({}),
        assumedCredits: credits.default(0),
      },
      object,
    )
    .prefault({}),
  preflight: z
    .strictObject(
      {
        enabled: flag.default(false),
        cache: duration({ min: '1s', max: '1h' }).prefault('5m'),
      },
      object,
    )
    .prefault({}),
};

type PolicyInput = {
  [key in keyof typeof policyKeys]: z.output<(typeof policyKeys)[key]>;
} & {
  entities: { deniedLifecycles: string[] };
  prompts: { scanSecrets: boolean };
  tickets: { system?: z.output<typeof ticketSystem> };
};

/** What policy reads, from the checked configuration. */
export function toPolicyConfig(input: PolicyInput): PolicyConfig {
  const { system } = input.tickets;
  return {
    deniedLifecycles: input.entities.deniedLifecycles,
    owners: input.owners,
    tiers: input.tiers,
    models: input.models,
    customAgents: input.customAgents,
    freezes: input.freezes,
    scanSecrets: input.prompts.scanSecrets,
    ...((system?.jira || system?.serviceNow) && {
      ticketSystem: { jira: system.jira, serviceNow: system.serviceNow },
    }),
    ticketCache: {
      ttlMs: system?.cache ?? 60_000,
      timeoutMs: system?.timeout ?? 4_000,
    },
    review: {
      maxOpenPullRequests: input.review.maxOpenPullRequests,
      requireReviewer: input.review.requireReviewer,
    },
    budgets: {
      ...input.budgets,
      owners: Object.fromEntries(
        Object.entries(input.budgets.owners).map(([owner, amount]) => [
          owner.toLowerCase(),
          amount,
        ]),
      ),
    },
    preflight: {
      enabled: input.preflight.enabled,
      cacheMs: input.preflight.cache,
    },
  };
}
