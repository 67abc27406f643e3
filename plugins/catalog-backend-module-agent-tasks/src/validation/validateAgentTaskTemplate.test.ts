import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { validateAgentTaskTemplate } from './validateAgentTaskTemplate';

const examples = join(__dirname, '../../../../examples/agent-task-templates');

function template(spec: object = {}) {
  return {
    apiVersion: 'agent-tasks/v1alpha1',
    kind: 'AgentTaskTemplate',
    metadata: { name: 'migrate' },
    spec: {
      version: '1.0.0',
      owner: 'group:default/platform',
      prompt: 'Migrate to ${{ parameters.target }}.',
      parameters: {
        type: 'object',
        properties: { target: { type: 'string' } },
      },
      ...spec,
    },
  };
}

function parameters(properties: object, rest: object = {}) {
  return { parameters: { type: 'object', properties, ...rest } };
}

describe('validateAgentTaskTemplate', () => {
  it.each(readdirSync(examples))('accepts the example %s', file => {
    const example = parse(readFileSync(join(examples, file), 'utf8'));
    expect(validateAgentTaskTemplate(example)).toEqual([]);
  });

  it.each([
    ['a prerelease version', { version: '1.0.0-rc.1+build.5' }],
    ['an owner without kind', { owner: 'platform' }],
    ['no parameters', { parameters: undefined, prompt: 'Do it.' }],
    ['a custom agent', { customAgent: 'security-reviewer' }],
    ['a prompt at the limit', { prompt: 'x'.repeat(30_000) }],
    [
      'ui: keys',
      parameters({ target: { type: 'string', 'ui:autofocus': true } }),
    ],
    [
      'everything that a template may assume and rule',
      {
        includes: ['house-rules', 'agenttasktemplate:tools/logging'],
        fallbackModels: ['gpt-5', 'claude-sonnet-4.5'],
        tools: {
          mcpServers: ['github'],
          toolchain: { node: '24' },
          setupSteps: ['Install pnpm'],
          firewallHosts: ['registry.npmjs.org', '*.acme.com'],
          resources: ['airesource:default/testing-rules'],
        },
        retry: { maxAttempts: 2, on: ['timed-out'], wait: 'PT10M' },
        review: {
          approvals: 1,
          reviewers: ['group:default/platform'],
          afterChecks: true,
        },
        escalation: { after: 'P2DT4H', to: ['platform'] },
        outcome: {
          title: 'Is there',
          catalog: {
            value: '${{ entity.spec.lifecycle }}',
            equals: '${{ parameters.target }}',
          },
          file: {
            path: '.github/workflows/ci.yaml',
            pointer: '/jobs/test~1all/0',
            equals: '24',
          },
          check: { id: 'scan', with: { gate: 'main', depth: 2 } },
        },
      },
    ],
    [
      'a goal that a file matches',
      {
        outcome: {
          title: 'Runs on Node.js 24',
          file: { path: 'Dockerfile', matches: '(?m)^FROM node:24\\b' },
        },
      },
    ],
    [
      'an include',
      {
        type: 'include',
        parameters: undefined,
        prompt: 'Work for ${{ owner }}.',
      },
    ],
    [
      'a parameter named inside a string',
      { prompt: "${{ 'parameters.nothing' }} and plain parameters.nothing" },
    ],
  ])('accepts %s', (_, spec) => {
    expect(validateAgentTaskTemplate(template(spec))).toEqual([]);
  });

  it.each<[string, object, string, RegExp]>([
    [
      'a version that is not semantic',
      { version: 'v1' },
      '/spec/version',
      /is "v1"; expected a semantic version/,
    ],
    [
      'no version',
      { version: undefined },
      '/spec/version',
      /is missing; expected a semantic version/,
    ],
    [
      'an unknown field',
      { promt: 'x' },
      '/spec/promt',
      /is not known; expected one of version, owner/,
    ],
    ['a blank prompt', { prompt: ' \n ' }, '/spec/prompt', /only white space/],
    [
      'a prompt over the limit',
      { prompt: 'x'.repeat(30_001) },
      '/spec/prompt',
      /has 30001 characters; expected a text of 1 to 30000/,
    ],
    [
      'a prompt that does not parse',
      { prompt: 'Say ${{ parameters.target' },
      '/spec/prompt',
      /cannot be read at line 1, column 5/,
    ],
    [
      'a prompt with an unknown parameter',
      { prompt: '{% if parameters.scope %}x{% endif %}' },
      '/spec/prompt',
      /uses parameters\.scope, which is not a parameter/,
    ],
    [
      'a title with an unknown parameter',
      { title: 'Move to ${{ parameters.goal }}' },
      '/spec/title',
      /uses parameters\.goal/,
    ],
    [
      'parameters that are no object',
      { parameters: { type: 'string', properties: {} } },
      '/spec/parameters/type',
      /expected object/,
    ],
    [
      'a parameter name that no expression can say',
      parameters({ 'my-target': {}, target: {} }),
      '/spec/parameters/properties/my-target',
      /is not a usable name/,
    ],
    [
      'a parameter that is no schema',
      parameters({ target: { type: 'text' } }),
      '/spec/parameters/properties/target',
      /is not a JSON schema/,
    ],
    [
      'a default that does not fit',
      parameters({ target: { type: 'string', default: 7 } }),
      '/spec/parameters/properties/target/default',
      /does not fit the parameter: it must be string/,
    ],
    [
      'a required parameter that does not exist',
      parameters({ target: {} }, { required: ['goal'] }),
      '/spec/parameters/required/goal',
      /is not a parameter; the parameters are target/,
    ],
    [
      'a prefilled parameter that does not exist',
      { prefill: { goal: '${{ migrationTarget }}' } },
      '/spec/prefill/goal',
      /is not a parameter; the parameters are target/,
    ],
    [
      'a prefill that does not parse',
      { prefill: { target: '${{ migrationTarget' } },
      '/spec/prefill/target',
      /cannot be read/,
    ],
    [
      'a goal without a check',
      { outcome: { title: 'Done' } },
      '/spec/outcome',
      /expected title and at least one of catalog, file and check/,
    ],
    [
      'a goal that is no expression',
      { outcome: { title: 'Done', catalog: { value: 'a', equals: 'a' } } },
      '/spec/outcome/catalog/value',
      /expected a text with an expression/,
    ],
    [
      'a goal that no entity can be',
      {
        outcome: {
          title: 'Done',
          catalog: {
            value: '${{ entity.spec.type }}',
            equals: '${{ parameters.goal }}',
          },
        },
      },
      '/spec/outcome/catalog/equals',
      /uses parameters\.goal/,
    ],
    [
      'a file outside of the repository',
      { outcome: { title: 'Done', file: { path: 'a/../b', matches: 'x' } } },
      '/spec/outcome/file/path',
      /expected the path of a file from the root/,
    ],
    [
      'a pattern that could take for ever',
      { outcome: { title: 'Done', file: { path: 'a', matches: '(a+)\\1' } } },
      '/spec/outcome/file/matches',
      /no regular expression in RE2's syntax/,
    ],
    [
      'a custom agent with its ending',
      { customAgent: 'reviewer.agent.md' },
      '/spec/customAgent',
      /is "reviewer\.agent\.md"; expected .* without \.agent\.md/,
    ],
    [
      'an owner that is no reference',
      { owner: 'group:default/' },
      '/spec/owner',
      /expected an entity reference/,
    ],
    [
      'an include with what templates have',
      { type: 'include', parameters: undefined, prompt: 'Do.', model: 'gpt-5' },
      '/spec/model',
      /does not belong to an include; expected type, version, owner, prompt/,
    ],
    [
      'an include that uses a parameter',
      {
        type: 'include',
        parameters: undefined,
        prompt: 'For ${{ parameters.target }}.',
      },
      '/spec/prompt',
      /uses parameters\.target/,
    ],
    [
      'an include that is no reference',
      { includes: ['group:default/'] },
      '/spec/includes/0',
      /expected an entity reference of the kind AgentTaskTemplate/,
    ],
    [
      'an include twice',
      { includes: ['house-rules', 'house-rules'] },
      '/spec/includes',
      /expected a list of at most 10 different references/,
    ],
    [
      'a type that is none',
      { type: 'preamble' },
      '/spec/type',
      /is "preamble"; expected template, or include/,
    ],
    [
      'a host with a path',
      { tools: { firewallHosts: ['https://acme.com/x'] } },
      '/spec/tools/firewallHosts/0',
      /expected a host such as/,
    ],
    [
      'a version of a tool that is a number',
      { tools: { toolchain: { node: 24 } } },
      '/spec/tools/toolchain/node',
      /expected a version as text/,
    ],
    [
      'a retry of what no retry gets over',
      { retry: { maxAttempts: 2, on: ['policy'] } },
      '/spec/retry/on/0',
      /is "policy"; expected a failure class that another attempt may get over/,
    ],
    [
      'a duration in words',
      { escalation: { after: '2 days', to: ['group:default/platform'] } },
      '/spec/escalation/after',
      /is "2 days"; expected a duration such as PT30M/,
    ],
    [
      'an escalation to nobody',
      { escalation: { after: 'P2D' } },
      '/spec/escalation/to',
      /is missing; expected/,
    ],
    [
      'an unknown rule',
      { requires: { tickets: true } },
      '/spec/requires/tickets',
      /is not known; expected one of ticket/,
    ],
  ])('refuses %s', (_, spec, path, message) => {
    expect(validateAgentTaskTemplate(template(spec))).toEqual([
      { path, message: expect.stringMatching(message) },
    ]);
  });

  it('names every problem at once', () => {
    const problems = validateAgentTaskTemplate(
      template({ version: '1', prompt: '', customAgent: 'a/b', requires: 1 }),
    );
    expect(new Set(problems.map(({ path }) => path))).toEqual(
      new Set([
        '/spec/version',
        '/spec/prompt',
        '/spec/customAgent',
        '/spec/requires',
      ]),
    );
  });
});
