import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError, GitHubFailure } from './GitHubError';

/** What GitHub tells of the place where an agent works in a repository. */
export type AgentConfiguration = {
  /** Names; GitHub's own servers are not listed. */
  mcpServers: string[];
  /** Absent where the firewall is off. */
  firewall?: {
    /** GitHub's list of hosts is let through; it is not told which. */
    recommended: boolean;
    /** Hosts, with what is below them, and URLs. */
    allowed: string[];
  };
};

/**
 * Reads the settings of the cloud agent in a repository.
 *
 * @returns undefined where the token may not see them
 * @throws GitHubError where GitHub does not say
 */
export async function readAgentConfiguration(
  client: GitHubClient,
  repository: { owner: string; name: string },
  options: GitHubRequestOptions = {},
): Promise<AgentConfiguration | undefined> {
  try {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/copilot/cloud-agent/configuration',
      { owner: repository.owner, repo: repository.name },
      options,
    );
    return toConfiguration(data);
  } catch (error) {
    if (error instanceof GitHubError && isHidden(error.failure)) {
      return undefined;
    }
    throw error;
  }
}

function isHidden(failure: GitHubFailure): boolean {
  return (
    failure.kind === 'answered' &&
    !failure.rateLimited &&
    (failure.status === 403 || failure.status === 404)
  );
}

/** GitHub keeps the shape of what people have entered to itself. */
function toConfiguration(data: unknown): AgentConfiguration {
  const answer = (data ?? {}) as {
    mcp_configuration?: { mcpServers?: unknown } | null;
    is_firewall_enabled?: boolean;
    is_firewall_recommended_allowlist_enabled?: boolean;
    custom_allowlist?: unknown;
  };
  const servers = answer.mcp_configuration?.mcpServers;
  const hosts = answer.custom_allowlist;
  return {
    mcpServers:
      typeof servers === 'object' && servers ? Object.keys(servers) : [],
    ...(answer.is_firewall_enabled !== false && {
      firewall: {
        recommended: answer.is_firewall_recommended_allowlist_enabled !== false,
        allowed: Array.isArray(hosts) ? hosts.map(String) : [],
      },
    }),
  };
}
