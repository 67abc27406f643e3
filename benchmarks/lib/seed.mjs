const HOUR_MS = 3_600_000;

/**
 * What a simulated GitHub begins with: one account and token for each login,
 * and repositories of the organization `bench`.
 *
 * @param {{ logins: string[], repositories: string[], limits?: object,
 *   agent?: object }} options - GitHub's published limits unless given; agents
 *   that never begin unless given
 */
export function seedOf({ logins, repositories, limits, agent }) {
  return {
    users: logins.map(login => ({ login })),
    tokens: logins.map(login => ({ token: tokenOf(login), user: login })),
    organizations: [{ login: 'bench', members: logins }],
    repositories: repositories.map(name => ({
      owner: 'bench',
      name,
      files: { 'README.md': `# ${name}\n` },
    })),
    agent: agent ?? { queuedMs: 1_000 * HOUR_MS, jitter: 0 },
    ...(limits && { limits }),
  };
}

export const tokenOf = login => `ghp_${login.replaceAll('-', '')}`;
