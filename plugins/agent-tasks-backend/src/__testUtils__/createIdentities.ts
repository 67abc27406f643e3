import type { IdentityConfig } from '../config/AgentTasksConfig';
import { IdentityRegistry } from '../identities/IdentityRegistry';

/** GitHub's published limits. */
export const publishedLimits = {
  creationsPerMinute: 80,
  creationsPerHour: 500,
  concurrentLaunches: 100,
  pointsPerMinute: 900,
};

/** A registry of identities that differ from a usual one as given. */
export function createIdentities(
  ...identities: Partial<IdentityConfig>[]
): IdentityRegistry {
  return IdentityRegistry.create({
    config: {
      identities: identities.map(identity => ({
        id: 'bot',
        host: 'github.test',
        apiBaseUrl: 'http://127.0.0.1:9/api/v3',
        token: 'github_pat_bot',
        repositories: ['*/*'],
        limits: publishedLimits,
        ...identity,
      })),
    },
  });
}
