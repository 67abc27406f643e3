import type {
  PolicyCheck,
  PolicyFacts,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { mockServices } from '@backstage/backend-test-utils';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { createBuiltInChecks } from './checks/createBuiltInChecks';
import { PolicyEngine } from './PolicyEngine';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders' },
};
const template = {
  version: '1.0.0',
  owner: 'group:default/team-a',
  prompt: 'Migrate.',
  parameters: {
    type: 'object',
    required: ['target'],
    properties: {
      target: { type: 'string', enum: ['node-22', 'node-24'] },
      depth: { type: 'integer', minimum: 1 },
      day: { type: 'string', format: 'date' },
    },
  },
};
const allowed: PolicyFacts = {
  entityRef: 'component:default/orders',
  entity,
  repository: { host: 'github.com', owner: 'acme', name: 'orders' },
  identities: ['bot'],
  templateRef: 'migrate',
  template,
  parameters: { target: 'node-24' },
  prompt: 'Migrate.',
  promptProblems: [],
  requestedBy: 'user:default/alice',
  stage: 'submit',
};
const logger = mockServices.logger.mock();

function evaluate(
  change: Partial<PolicyFacts>,
  options: {
    allow?: string[];
    deny?: string[];
    allowFree?: boolean;
    pattern?: string;
    tiers?: AgentTasksConfig['policy']['tiers'];
    checks?: PolicyCheck[];
  } = {},
) {
  const { allow = ['acme/*'], deny = [], allowFree = false } = options;
  return PolicyEngine.create({
    checks: [
      ...createBuiltInChecks({
        repositories: { allow, deny },
        prompts: { allowFree, maxLength: 1_000 },
        tickets: { pattern: options.pattern },
        templates: { sandboxRepositories: [] },
        policy: { tiers: options.tiers ?? {} },
        approvals: { expiryMs: 2, reminderMs: 1 },
      }),
      ...(options.checks ?? []),
    ],
    logger,
    timeoutMs: 50,
  }).evaluate({ ...allowed, ...change });
}

describe('PolicyEngine', () => {
  it('allows what no check refuses, and lists every check', async () => {
    const { decision, kind } = await evaluate({});
    expect(kind).toBeUndefined();
    expect(decision).toMatchObject({ result: 'allow', reasons: [] });
    expect(decision.checks.map(({ id }) => id)).toEqual([
      'template',
      'template-status',
      'free-prompt',
      'entity',
      'opt-out',
      'repository',
      'repository-rules',
      'identity',
      'ticket',
      'parameters',
      'prompt',
      'approvals',
    ]);
  });

  it.each<
    [
      Partial<PolicyFacts>,
      Parameters<typeof evaluate>[1],
      Array<[code: string, field?: string]>,
      string,
    ]
  >([
    [
      { template: undefined },
      {},
      [['template-not-found', 'template']],
      'not-found',
    ],
    [
      { template: { ...template, type: 'include' } },
      {},
      [['template-is-include', 'template']],
      'invalid',
    ],
    [
      { entity: undefined },
      {},
      [['entity-not-found', 'entityRef']],
      'not-found',
    ],
    [
      { templateRef: undefined, template: undefined, parameters: {} },
      {},
      [['free-prompt-not-allowed', 'prompt']],
      'forbidden',
    ],
    [
      {
        entity: {
          ...entity,
          metadata: {
            name: 'orders',
            annotations: { 'agent-tasks/opt-out': 'True' },
          },
        },
      },
      {},
      [['entity-opted-out', 'entityRef']],
      'forbidden',
    ],
    [
      { repository: { host: 'github.com', owner: 'other', name: 'x' } },
      {},
      [['repository-not-allowed', 'repoUrl']],
      'forbidden',
    ],
    [
      {},
      { deny: ['ACME/ord*'] },
      [['repository-denied', 'repoUrl']],
      'forbidden',
    ],
    [
      {},
      { deny: ['github.com/acme/orders'] },
      [['repository-denied', 'repoUrl']],
      'forbidden',
    ],
    [
      {},
      { allow: ['ghe.acme.com/**'] },
      [['repository-not-allowed', 'repoUrl']],
      'forbidden',
    ],
    [{ identities: [] }, {}, [['no-identity', 'repoUrl']], 'forbidden'],
    [
      { template: { ...template, requires: { ticket: true } } },
      {},
      [['ticket-required', 'ticket']],
      'invalid',
    ],
    [
      { ticket: 'nope' },
      { pattern: '^[A-Z]+-\\d+$' },
      [['ticket-invalid', 'ticket']],
      'invalid',
    ],
    [
      { parameters: { depth: 0, day: 'today', extra: 1 } },
      {},
      [
        ['parameter-missing', 'target'],
        ['parameter-unknown', 'extra'],
        ['parameter-invalid', 'depth'],
        ['parameter-invalid', 'day'],
      ],
      'invalid',
    ],
    [
      { parameters: { target: 'node-20' } },
      {},
      [['parameter-invalid', 'target']],
      'invalid',
    ],
    [
      { parameters: { target: 'node-24', depth: 1, day: '2026-01-0\u0000' } },
      {},
      [
        ['parameter-invalid', 'day'],
        ['hidden-characters', 'day'],
      ],
      'invalid',
    ],
    [
      { template: { ...template, parameters: { type: 'nonsense' } } },
      {},
      [['template-invalid', 'template']],
      'invalid',
    ],
    [
      { prompt: 'x'.repeat(1_000) },
      {},
      [['prompt-too-long', 'parameters']],
      'invalid',
    ],
    [{ prompt: ' \n' }, {}, [['prompt-empty', 'template']], 'invalid'],
    [
      {
        repository: undefined,
        repositoryProblem: {
          code: 'entity-without-repository',
          message: 'None.',
          field: 'entityRef',
        },
      },
      {},
      [['entity-without-repository', 'entityRef']],
      'invalid',
    ],
  ])('%j with %j is refused for %j', async (facts, options, reasons, kind) => {
    const verdict = await evaluate(facts, options);
    expect(
      verdict.decision.reasons.map(({ code, field }) =>
        field ? [code, field] : [code],
      ),
    ).toEqual(expect.arrayContaining(reasons));
    expect(verdict.decision.reasons).toHaveLength(reasons.length);
    expect(verdict.kind).toBe(kind);
    for (const { message, nextStep } of verdict.decision.reasons) {
      expect(message).toMatch(/\.$/);
      expect(nextStep ?? 'none given here.').toMatch(/\.$/);
    }
  });

  it('collects the reasons of all checks, the gravest kind decides', async () => {
    const { decision, kind } = await evaluate(
      { entity: undefined, identities: [], parameters: {}, ticket: 'x' },
      { deny: ['**'], pattern: '^A$' },
    );
    expect(decision.reasons.map(({ code }) => code)).toEqual([
      'entity-not-found',
      'repository-denied',
      'no-identity',
      'ticket-invalid',
      'parameter-missing',
    ]);
    expect(kind).toBe('not-found');
  });

  it('asks people where nothing denies, for everything that checks want', async () => {
    const facts = { tier: '1', owner: 'group:default/payments' };
    const tiers = { '1': { approvals: { count: 2, by: ['owner-group'] } } };
    const checks: PolicyCheck[] = [
      {
        id: 'own',
        evaluate: () => [
          {
            kind: 'approval',
            code: 'own-approval',
            message: 'The architects want to see it.',
            approval: { count: 1, by: ['group:default/architects'] },
          },
        ],
      },
    ];
    const { decision, kind, undecided } = await evaluate(facts, {
      tiers,
      checks,
    });
    expect([kind, undecided]).toEqual([undefined, false]);
    expect(decision).toMatchObject({
      result: 'needs-approval',
      reasons: [
        { code: 'approval-required-by-tier' },
        { code: 'own-approval' },
      ],
      approvals: [
        {
          code: 'approval-required-by-tier',
          count: 2,
          by: ['group:default/payments'],
        },
        { code: 'own-approval', count: 1, by: ['group:default/architects'] },
      ],
    });
    expect(decision.checks.filter(({ result }) => result !== 'allow')).toEqual([
      { id: 'approvals', result: 'needs-approval' },
      { id: 'own', result: 'needs-approval' },
    ]);

    const denied = await evaluate(
      { ...facts, identities: [] },
      { tiers, checks },
    );
    expect(denied.kind).toBe('forbidden');
    expect(denied.decision.result).toBe('deny');
    expect(denied.decision.reasons.map(({ code }) => code)).toEqual([
      'no-identity',
    ]);
  });

  it('counts a check that throws or hangs as a refusal, beside the others', async () => {
    const { decision, kind } = await evaluate(
      {},
      {
        checks: [
          {
            id: 'throws',
            evaluate: () => {
              throw new TypeError('secret detail');
            },
          },
          { id: 'hangs', evaluate: () => new Promise(() => {}) },
          {
            id: 'works',
            evaluate: () => [
              { kind: 'invalid', code: 'own', message: 'An own reason.' },
            ],
          },
        ],
      },
    );
    expect(kind).toBe('forbidden');
    expect(decision.reasons.map(({ code }) => code)).toEqual([
      'check-failed',
      'check-failed',
      'own',
    ]);
    expect(JSON.stringify(decision)).not.toContain('secret detail');
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('secret detail'),
    );
  });

  it('refuses two checks of one id', () => {
    const check = { id: 'template', evaluate: () => [] };
    expect(() =>
      PolicyEngine.create({ checks: [check, check], logger }),
    ).toThrow("There are two policy checks 'template'");
  });
});
