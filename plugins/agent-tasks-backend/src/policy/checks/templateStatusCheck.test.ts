import type {
  PolicyFacts,
  TemplateVersionFacts,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { createTemplateStatusCheck } from './templateStatusCheck';

const version = (
  change: Partial<TemplateVersionFacts> = {},
): TemplateVersionFacts => ({
  ref: 'agenttasktemplate:default/migrate',
  title: 'Migrate',
  version: '1.0.0',
  digest: 'sha256:a',
  status: 'approved',
  ...change,
});
const facts = (
  templateVersions: TemplateVersionFacts[] | undefined,
  name: string | undefined,
): PolicyFacts => ({
  identities: [],
  templateVersions,
  ...(name && { repository: { host: 'github.com', owner: 'acme', name } }),
  parameters: {},
  promptProblems: [],
  requestedBy: 'user:default/ada',
  stage: 'launch',
});

describe('templateStatusCheck', () => {
  const check = createTemplateStatusCheck({
    sandboxRepositories: ['acme/sandbox-*', 'ghe.acme.com/**'],
  });

  it.each<
    [string, TemplateVersionFacts[] | undefined, string | undefined, string[]]
  >([
    ['a free prompt', undefined, 'web', []],
    ['an approved version', [version()], 'web', []],
    ['a deprecated version', [version({ status: 'deprecated' })], 'web', []],
    [
      'a draft',
      [version({ status: 'draft' })],
      'web',
      ['template-not-approved'],
    ],
    [
      'a draft without a repository',
      [version({ status: 'draft' })],
      undefined,
      ['template-not-approved'],
    ],
    ['a draft in a sandbox', [version({ status: 'draft' })], 'Sandbox-1', []],
    [
      'a revoked version in a sandbox',
      [version({ status: 'revoked' })],
      'sandbox-1',
      ['template-revoked'],
    ],
    [
      'a number that did not move',
      [version({ sameVersionAs: 'sha256:b' })],
      'sandbox-1',
      ['template-version-not-moved'],
    ],
    [
      'a draft whose number did not move',
      [version({ status: 'draft', sameVersionAs: 'sha256:b' })],
      'web',
      ['template-not-approved', 'template-version-not-moved'],
    ],
    [
      'a revoked include',
      [version(), version({ title: 'House rules', status: 'revoked' })],
      'web',
      ['template-revoked'],
    ],
  ])('%s', async (_, versions, name, codes) => {
    const findings = await check.evaluate(facts(versions, name));
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('says whose version it is about', async () => {
    const [finding] = await check.evaluate(
      facts(
        [version(), version({ title: 'House rules', status: 'draft' })],
        'web',
      ),
    );
    expect(finding.message).toContain("'House rules'");
  });
});
