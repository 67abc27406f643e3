import type {
  PolicyFacts,
  PolicyFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { ApprovalRule, createApprovalsCheck } from './approvalsCheck';

const OWNER = 'group:default/payments';
const SECURITY = 'group:default/security';

const template = (approval?: ApprovalRule): PolicyFacts['template'] => ({
  version: '1.0.0',
  owner: 'group:default/platform',
  prompt: 'Migrate.',
  requires: { ...(approval && { approval }) },
});

function evaluate(
  facts: Partial<PolicyFacts>,
  options: { tier1?: ApprovalRule; securityGroup?: string } = {},
) {
  const { tier1 = { by: 'owner-group' }, securityGroup = SECURITY } = options;
  return createApprovalsCheck({
    tiers: {
      '1': { approvals: { count: tier1.count ?? 1, by: [tier1.by].flat() } },
    },
    approvals: {
      ...(securityGroup && { securityGroup }),
      expiryMs: 2,
      reminderMs: 1,
    },
  }).evaluate({
    entityRef: 'component:default/orders',
    owner: OWNER,
    tier: '1',
    identities: [],
    parameters: {},
    promptProblems: [],
    requestedBy: 'user:default/mira',
    stage: 'submit',
    template: template(),
    ...facts,
  }) as PolicyFinding[];
}

const summary = (findings: PolicyFinding[]) =>
  findings.map(finding =>
    finding.kind === 'approval'
      ? [finding.code, finding.approval.count, ...finding.approval.by]
      : [finding.kind, finding.code],
  );

describe('createApprovalsCheck', () => {
  it.each<
    [
      string,
      Partial<PolicyFacts>,
      Parameters<typeof evaluate>[1],
      Array<Array<string | number>>,
    ]
  >([
    ['another tier', { tier: '2' }, {}, []],
    ['no tier', { tier: undefined }, {}, []],
    ['tier 1', {}, {}, [['approval-required-by-tier', 1, OWNER]]],
    [
      'tier 1 with two of security',
      {},
      { tier1: { count: 2, by: 'security-group' } },
      [['approval-required-by-tier', 2, SECURITY]],
    ],
    [
      'references as the catalog writes them, each once',
      {},
      {
        tier1: {
          by: ['Group:default/Payments', 'owner-group', 'user:default/tom'],
        },
      },
      [['approval-required-by-tier', 1, OWNER, 'user:default/tom']],
    ],
    [
      'a template, whatever the tier',
      { tier: undefined, template: template({ count: 2, by: 'owner-group' }) },
      {},
      [['approval-required-by-template', 2, OWNER]],
    ],
    [
      'both',
      { template: template({ by: [SECURITY] }) },
      {},
      [
        ['approval-required-by-tier', 1, OWNER],
        ['approval-required-by-template', 1, SECURITY],
      ],
    ],
    [
      'an entity without an owner',
      { owner: undefined },
      {},
      [['forbidden', 'approver-unknown']],
    ],
    [
      'a repository without an entity',
      {
        owner: undefined,
        entityRef: undefined,
        template: template({ by: 'owner-group' }),
        tier: undefined,
      },
      {},
      [['forbidden', 'approver-unknown']],
    ],
    [
      'a security group that is not configured',
      { tier: undefined, template: template({ by: 'security-group' }) },
      { securityGroup: '' },
      [['forbidden', 'approver-unknown']],
    ],
    [
      'a free prompt on tier 1',
      { template: undefined },
      {},
      [['approval-required-by-tier', 1, OWNER]],
    ],
  ])('%s', (_, facts, options, expected) => {
    const findings = evaluate(facts, options);
    expect(summary(findings)).toEqual(expected);
    for (const { message, nextStep } of findings) {
      expect(message).toMatch(/\.$/);
      expect(nextStep).toMatch(/\.$/);
    }
  });

  it('names who is asked', () => {
    expect(
      evaluate({}, { tier1: { by: ['owner-group', 'security-group'] } })[0]
        .message,
    ).toBe('Work on tier 1 needs approval by payments or security.');
  });
});
