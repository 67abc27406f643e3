import { z } from 'zod';
import { checkToken } from '../identities/checkToken';
import { campaigns } from './campaignsSchema';
import { escalation } from './escalationSchema';
import { policyKeys, ticketSystem } from './policySchema';
import {
  duration,
  entityRef,
  expects,
  globs,
  object,
  text,
  wholeNumber,
} from './schemaParts';

const token = z
  .string(expects("a user's GitHub token"))
  .trim()
  .superRefine((value, context) => {
    const problem = checkToken(value);
    if (problem) {
      context.addIssue({ code: 'custom', message: problem });
    }
  });

const readToken = z
  .string(expects('a GitHub token'))
  .trim()
  .refine(value => value && !/\s/.test(value), expects('a GitHub token'));

const app = z.strictObject(
  {
    clientId: text('the client ID of a GitHub App'),
    clientSecret: text('a client secret of the GitHub App'),
    refreshToken: z
      .string(expects('a refresh token (ghr_…) of the automation account'))
      .trim()
      .regex(
        /^ghr_\S+$/,
        expects('a refresh token (ghr_…) of the automation account'),
      ),
    oauthUrl: z
      .url({
        protocol: /^https?$/,
        error: "expects an address such as 'https://github.com/login/oauth'",
      })
      .optional(),
  },
  expects('an object with clientId, clientSecret and refreshToken'),
);

const keyId = expects('an id of letters, digits, dashes and underscores');

const encryptionKey = z.strictObject(
  {
    id: z.string(keyId).regex(/^[A-Za-z0-9_-]{1,63}$/, keyId),
    secret: z
      .string(expects('a secret of at least 32 random characters'))
      .trim()
      .min(32, expects('a secret of at least 32 random characters')),
  },
  expects('a key with id and secret'),
);

const limits = z
  .strictObject(
    {
      // GitHub's secondary limits on content creation: 80 a minute and 500 an
      // hour (docs.github.com, "Rate limits for the REST API")
      // without a maximum: an enterprise may have agreed on more
      creationsPerMinute: wholeNumber({ min: 1 }).default(80),
      creationsPerHour: wholeNumber({ min: 1 }).default(500),
      concurrentLaunches: wholeNumber({ min: 1 }).default(20),
      // 900 points a minute for REST, same page
      pointsPerMinute: wholeNumber({ min: 10 }).default(900),
    },
    expects('an object'),
  )
  .prefault({});

const identity = z.strictObject(
  {
    id: z
      .string(expects('an id of letters, digits, dots and dashes'))
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
        expects('an id of letters, digits, dots and dashes'),
      ),
    host: text("a GitHub host such as 'github.com'").default('github.com'),
    token: token.optional(),
    app: app.optional(),
    pullRequestToken: readToken.optional(),
    repositories: globs.refine(
      list => list.length > 0,
      expects("at least one glob such as 'acme/*'"),
    ),
    limits,
  },
  expects('an identity with id, token or app, and repositories'),
);

const anchors = z.strictObject(
  {
    interval: duration({ min: '1m', max: '31d' }).prefault('1h'),
    file: text('the path of a file').optional(),
    webhook: z
      .strictObject(
        {
          url: z.url({
            protocol: /^https?$/,
            error: "expects an address such as 'https://log.example.com/audit'",
          }),
          secret: text('a secret').optional(),
        },
        expects('an object with url and, optional, secret'),
      )
      .optional(),
  },
  object,
);

/** `agentTasks` of app-config, with every default. */
export const agentTasksSchema = z.strictObject(
  {
    admins: z
      .array(entityRef, expects('a list of entity references'))
      .default([]),
    encryption: z
      .strictObject(
        { keys: z.array(encryptionKey, expects('a list of keys')).default([]) },
        object,
      )
      .prefault({}),
    requesterTokens: z
      .strictObject(
        { enabled: z.boolean(expects('true or false')).default(false) },
        object,
      )
      .prefault({}),
    identities: z
      .array(identity, expects('a list of automation identities'))
      .min(1, expects('at least one automation identity')),
    repositories: z
      .strictObject(
        { allow: globs.default(['**']), deny: globs.default([]) },
        object,
      )
      .prefault({}),
    defaults: z
      .strictObject(
        {
          model: text("a model's name").optional(),
          baseRef: text("a branch's name").optional(),
          createPullRequest: z.boolean(expects('true or false')).default(true),
        },
        object,
      )
      .prefault({}),
    prompts: z
      .strictObject(
        {
          allowFree: z.boolean(expects('true or false')).default(false),
          maxLength: wholeNumber({ min: 1_000, max: 200_000 }).default(30_000),
          scanSecrets: z.boolean(expects('true or false')).default(false),
        },
        object,
      )
      .prefault({}),
    entities: z
      .strictObject(
        {
          tierAnnotation: text(
            "the name of an annotation or label such as 'agent-tasks/tier'",
          ).optional(),
          deniedLifecycles: z
            .array(
              text("a lifecycle such as 'deprecated'"),
              expects("a list of lifecycles such as 'deprecated'"),
            )
            .default([]),
        },
        object,
      )
      .prefault({}),
    templates: z
      .strictObject(
        {
          approval: z
            .enum(['required', 'none'], expects("'required' or 'none'"))
            .default('none'),
          fourEyes: z.boolean(expects('true or false')).default(false),
          sandboxRepositories: globs.default([]),
        },
        object,
      )
      .prefault({}),
    tickets: z
      .strictObject(
        {
          pattern: text('a regular expression')
            .refine(isRegularExpression, expects('a regular expression'))
            .optional(),
          system: ticketSystem.optional(),
        },
        object,
      )
      .prefault({}),
    approvals: z
      .strictObject(
        {
          securityGroup: entityRef.optional(),
          expiry: duration({ min: '1s', max: '365d' }).prefault('3d'),
          reminder: duration({ min: '1s', max: '365d' }).optional(),
        },
        object,
      )
      .prefault({}),
    concurrency: z
      .strictObject(
        {
          perOrganization: wholeNumber({ min: 1 }).optional(),
          perRepository: wholeNumber({ min: 1 }).optional(),
          perOwner: wholeNumber({ min: 1 }).optional(),
          perTemplate: wholeNumber({ min: 1 }).optional(),
        },
        object,
      )
      .prefault({}),
    launch: z
      .strictObject(
        {
          timeout: duration({ min: '1s', max: '5m' }).prefault('8s'),
          lease: duration({ min: '2s', max: '15m' }).prefault('10s'),
        },
        object,
      )
      .prefault({}),
    reconcile: z
      .strictObject(
        {
          window: duration({ min: '1s', max: '24h' }).prefault('5m'),
          afterWindow: z
            .enum(['hold', 'relaunch'], expects("'hold' or 'relaunch'"))
            .default('hold'),
        },
        object,
      )
      .prefault({}),
    tracking: z
      .strictObject(
        {
          activeInterval: duration({ min: '500ms', max: '60s' }).prefault(
            '10s',
          ),
          idleInterval: duration({ min: '500ms', max: '1h' }).prefault('60s'),
          fullSweepInterval: duration({ min: '1s', max: '24h' }).prefault(
            '60s',
          ),
          silentAfter: duration({ min: '1s', max: '24h' }).prefault('10m'),
          pullRequestInterval: duration({ min: '1s', max: '1h' }).prefault(
            '30s',
          ),
        },
        object,
      )
      .prefault({}),
    audit: z
      .strictObject(
        {
          retention: duration({ min: '1d', max: '100y' }).optional(),
          anchors: anchors.prefault({}),
        },
        object,
      )
      .prefault({}),
    bypass: z
      .strictObject(
        {
          enabled: z.boolean(expects('true or false')).default(true),
          interval: duration({ min: '1s', max: '30d' }).prefault('1h'),
          lookBack: duration({ min: '0s', max: '365d' }).prefault('7d'),
        },
        object,
      )
      .prefault({}),
    schedules: z
      .strictObject(
        {
          minInterval: duration({ min: '1m', max: '1d' }).prefault('15m'),
          catalog: z
            .strictObject(
              {
                enabled: z.boolean(expects('true or false')).default(true),
                interval: duration({ min: '1s', max: '1d' }).prefault('1m'),
                trusted: z.boolean(expects('true or false')).default(false),
              },
              object,
            )
            .prefault({}),
        },
        object,
      )
      .prefault({}),
    outcomes: z
      .strictObject(
        {
          interval: duration({ min: '1m', max: '30d' }).prefault('6h'),
          keepChecking: duration({ min: '0s', max: '365d' }).prefault('14d'),
        },
        object,
      )
      .prefault({}),
    ...policyKeys,
    escalation,
    campaigns,
  },
  object,
);

function isRegularExpression(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}
