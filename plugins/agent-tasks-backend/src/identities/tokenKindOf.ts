import type { AgentTaskIdentity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { IdentityConfig } from '../config/AgentTasksConfig';

const kinds: [prefix: string, kind: AgentTaskIdentity['tokenKind']][] = [
  ['github_pat_', 'fine-grained'],
  ['ghp_', 'classic'],
  ['gho_', 'oauth'],
  ['ghu_', 'app-user'],
];

/** What an identity launches with, by GitHub's prefixes of tokens. */
export function tokenKindOf({
  token = '',
  app,
}: Pick<IdentityConfig, 'token' | 'app'>): AgentTaskIdentity['tokenKind'] {
  return app
    ? 'app'
    : kinds.find(([prefix]) => token.startsWith(prefix))?.[1] ?? 'unknown';
}
