import type { AgentTaskCustomAgentFile } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentFileExpressions,
  AgentNodes,
  CustomAgentQuery,
  pickAgentFile,
} from './customAgentFile';
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
  customAgent?: AgentTaskCustomAgentFile;
};

/** What is looked up. */
export type RepositoryQuery = CustomAgentQuery;

// GitHub's login of the cloud agent where work is given to it
const AGENT_LOGIN = 'copilot-swe-agent';
const writingPermissions = ['ADMIN', 'MAINTAIN', 'WRITE'];

/**
 * Everything about one repository in one query, and the files that may define
 * a custom agent there or for all repositories of its owner.
 */
const REPOSITORY_QUERY = `query AgentTaskRepository(
  $owner: String!, $name: String!, $ref: String!, $withRef: Boolean!,
  $ownAgent: String!, $ownPlainAgent: String!,
  $sharedAgent: String!, $sharedPlainAgent: String!, $withAgent: Boolean!
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
    agent: object(expression: $ownAgent) @include(if: $withAgent) { __typename oid }
    plainAgent: object(expression: $ownPlainAgent) @include(if: $withAgent) { __typename oid }
  }
  private: repository(owner: $owner, name: ".github-private") @include(if: $withAgent) {
    ...SharedAgent
  }
  public: repository(owner: $owner, name: ".github") @include(if: $withAgent) {
    ...SharedAgent
  }
}
fragment SharedAgent on Repository {
  agent: object(expression: $sharedAgent) { __typename oid }
  plainAgent: object(expression: $sharedPlainAgent) { __typename oid }
}`;

type RepositoryNode = AgentNodes & {
  isArchived: boolean;
  isDisabled: boolean;
  viewerPermission: string | null;
  defaultBranchRef: { name: string } | null;
  ref?: { name: string } | null;
  suggestedActors: { nodes: ({ login: string } | null)[] | null };
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
  const { data, errors } = await client.graphql(
    REPOSITORY_QUERY,
    {
      owner,
      name,
      ref: `refs/heads/${baseRef ?? ''}`,
      withRef: baseRef !== undefined,
      ...agentFileExpressions(query),
      withAgent: customAgent !== undefined,
    },
    options,
  );
  const answer = (data ?? {}) as {
    repository?: RepositoryNode | null;
    private?: AgentNodes | null;
    public?: AgentNodes | null;
  };
  const { repository } = answer;
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
  const agent = pickAgentFile(query, {
    own: repository,
    private: answer.private,
    public: answer.public,
  });
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
