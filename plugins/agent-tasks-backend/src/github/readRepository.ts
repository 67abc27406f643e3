import type { GitHubClient, GitHubRequestOptions } from './GitHubClient';
import { GitHubError } from './GitHubError';

/** What GitHub shows of a repository before an agent is sent there. */
export type RepositoryReading = {
  archived: boolean;
  /** The token may push. */
  writable: boolean;
  /** The branch asked for, or else the default branch, where it exists. */
  branch?: string;
  /** The cloud agent may be given work here. */
  agentEnabled: boolean;
  /** The custom agent asked for, where its file exists. */
  customAgent?: AgentFile;
};

/** The file that says what a custom agent is. */
export type AgentFile = {
  /** owner/name; it may be the owner's for all repositories. */
  repository: string;
  path: string;
  /** Of its blob: the same words have the same SHA. */
  sha: string;
};

/** What is looked up. */
export type RepositoryQuery = {
  owner: string;
  name: string;
  baseRef?: string;
  /** File name without `.agent.md`. */
  customAgent?: string;
};

// GitHub's login of the cloud agent where work is given to it
const AGENT_LOGIN = 'copilot-swe-agent';
const writingPermissions = ['ADMIN', 'MAINTAIN', 'WRITE'];

// GitHub's name of the repository with an owner's agents for all repositories
const SHARED_REPOSITORY = '.github-private';

/**
 * Everything about one repository in one query. A custom agent's file is in
 * the repository, or in the owner's shared one.
 */
const REPOSITORY_QUERY = `query AgentTaskRepository(
  $owner: String!, $name: String!, $ref: String!, $withRef: Boolean!,
  $agentFile: String!, $shared: String!, $sharedAgentFile: String!, $withAgent: Boolean!
) {
  repository(owner: $owner, name: $name, followRenames: false) {
    isArchived
    isDisabled
    viewerPermission
    defaultBranchRef { name }
    ref(qualifiedName: $ref) @include(if: $withRef) { name }
    suggestedActors(capabilities: [CAN_BE_ASSIGNED], first: 100) {
      nodes { login }
    }
    agent: object(expression: $agentFile) @include(if: $withAgent) { __typename oid }
  }
  shared: repository(owner: $owner, name: $shared) @include(if: $withAgent) {
    agent: object(expression: $sharedAgentFile) { __typename oid }
  }
}`;

type AgentNode = { __typename: string; oid: string } | null;

type RepositoryNode = {
  isArchived: boolean;
  isDisabled: boolean;
  viewerPermission: string | null;
  defaultBranchRef: { name: string } | null;
  ref?: { name: string } | null;
  suggestedActors: { nodes: ({ login: string } | null)[] | null };
  agent?: AgentNode;
};

/**
 * Reads a repository for one query's point.
 *
 * @returns undefined where the token sees no such repository
 * @throws GitHubError where GitHub does not say
 */
export async function readRepository(
  client: GitHubClient,
  query: RepositoryQuery,
  options: GitHubRequestOptions = {},
): Promise<RepositoryReading | undefined> {
  const { owner, name, baseRef, customAgent } = query;
  const file = `${customAgent ?? ''}.agent.md`;
  const paths = {
    own: `.github/agents/${file}`,
    shared: `agents/${file}`,
  };
  const { data, errors } = await client.graphql(
    REPOSITORY_QUERY,
    {
      owner,
      name,
      ref: `refs/heads/${baseRef ?? ''}`,
      withRef: baseRef !== undefined,
      agentFile: `${baseRef ?? 'HEAD'}:${paths.own}`,
      shared: SHARED_REPOSITORY,
      sharedAgentFile: `HEAD:${paths.shared}`,
      withAgent: customAgent !== undefined,
    },
    options,
  );
  const { repository, shared } = (data ?? {}) as {
    repository?: RepositoryNode | null;
    shared?: { agent?: AgentNode } | null;
  };
  if (!repository) {
    const error = errors.find(({ path }) => path?.[0] === 'repository');
    if (error?.type === 'NOT_FOUND') {
      return undefined;
    }
    throw new GitHubError({
      kind: 'no-answer',
      timedOut: false,
      message:
        error?.message ?? 'GitHub answered something that is no repository',
    });
  }
  const found =
    baseRef === undefined ? repository.defaultBranchRef : repository.ref;
  const agent =
    toAgent(repository.agent, `${owner}/${name}`, paths.own) ??
    toAgent(shared?.agent, `${owner}/${SHARED_REPOSITORY}`, paths.shared);
  return {
    archived: repository.isArchived || repository.isDisabled,
    writable: writingPermissions.includes(repository.viewerPermission ?? ''),
    ...(found && { branch: found.name }),
    agentEnabled: (repository.suggestedActors.nodes ?? []).some(
      actor => actor?.login === AGENT_LOGIN,
    ),
    ...(agent && { customAgent: agent }),
  };
}

function toAgent(
  node: AgentNode | undefined,
  repository: string,
  path: string,
): AgentFile | undefined {
  return node?.__typename === 'Blob'
    ? { repository, path, sha: node.oid }
    : undefined;
}
