import type { AgentTaskTemplateVersion } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo } from './fixtures';

const ref = 'agenttasktemplate:default/migrate-library';

/** A digest that begins with what tells it from the others. */
function digestOf(beginning: string): string {
  return `sha256:${beginning.padEnd(64, '0')}`;
}

function version(
  number: string,
  beginning: string,
  rest: Partial<AgentTaskTemplateVersion> & { prompt: string },
): AgentTaskTemplateVersion {
  const { prompt, ...change } = rest;
  return {
    ref,
    version: number,
    digest: digestOf(beginning),
    status: 'approved',
    firstSeenAt: minutesAgo(60 * 24),
    current: false,
    uses: 0,
    content: {
      title: 'Migrate a library',
      spec: { version: number, owner: 'group:default/platform', prompt },
    },
    parameters: {
      type: 'object',
      required: ['target'],
      properties: { target: { type: 'string', title: 'Target version' } },
    },
    uiSchema: {},
    history: [],
    actions: {
      promote: {
        allowed: false,
        reason: 'A version that is approved cannot be approved.',
      },
      deprecate: { allowed: true },
      revoke: { allowed: true },
    },
    ...change,
  };
}

/** The life of a template: a draft, what launches, and what was taken back. */
export function templateVersions(): AgentTaskTemplateVersion[] {
  return [
    version('2.1.0', 'b2c4', {
      prompt:
        'Migrate to the target.\nRun the tests before and after.\nNever loosen a test.\n',
      status: 'draft',
      current: true,
      author: 'user:default/bob',
      firstSeenAt: minutesAgo(30),
      actions: {
        promote: { allowed: true },
        deprecate: {
          allowed: false,
          reason: 'A version that is draft cannot be deprecated.',
        },
        revoke: { allowed: true },
      },
    }),
    version('2.0.1', 'a17b', {
      prompt: 'Migrate to the target.\nRun the tests.\n',
      uses: 61,
      author: 'user:default/alice',
      history: [
        {
          at: minutesAgo(60 * 23),
          actor: 'user:default/bob',
          from: 'draft',
          to: 'approved',
          reason: 'Tried on three services.',
        },
      ],
    }),
    version('1.0.0', '9e01', {
      prompt: 'Migrate to the target.\n',
      status: 'revoked',
      uses: 9,
      firstSeenAt: minutesAgo(60 * 24 * 30),
      history: [
        {
          at: minutesAgo(60 * 24 * 9),
          actor: 'user:default/alice',
          from: 'approved',
          to: 'revoked',
          reason: 'It left tests out.',
        },
      ],
      actions: {
        promote: {
          allowed: false,
          reason: 'The version was revoked, which is final.',
        },
        deprecate: {
          allowed: false,
          reason: 'The version was revoked, which is final.',
        },
        revoke: {
          allowed: false,
          reason: 'The version was revoked, which is final.',
        },
      },
    }),
  ];
}
