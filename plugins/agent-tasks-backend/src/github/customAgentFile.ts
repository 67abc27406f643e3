import type { AgentTaskCustomAgentFile } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** A custom agent as a task of a repository asks for it. */
export type CustomAgentQuery = {
  owner: string;
  name: string;
  baseRef?: string;
  /** File name without its ending. */
  customAgent?: string;
};

/** What GraphQL answers for the two names that its file may have. */
export type AgentNodes = {
  agent?: AgentNode;
  plainAgent?: AgentNode;
};
type AgentNode = { __typename: string; oid: string } | null;

const OWN_FOLDER = '.github/agents';
const SHARED_FOLDER = 'agents';

/** Expressions of git's for the files, each within its repository. */
export function agentFileExpressions(query: CustomAgentQuery) {
  const { baseRef = 'HEAD', customAgent = '' } = query;
  return {
    ownAgent: `${baseRef}:${OWN_FOLDER}/${customAgent}.agent.md`,
    ownPlainAgent: `${baseRef}:${OWN_FOLDER}/${customAgent}.md`,
    sharedAgent: `HEAD:${SHARED_FOLDER}/${customAgent}.agent.md`,
    sharedPlainAgent: `HEAD:${SHARED_FOLDER}/${customAgent}.md`,
  };
}

/**
 * The file that defines a custom agent, the nearest one: what a repository
 * defines itself hides what its owner shares in `.github-private` or `.github`
 * (docs.github.com, copilot/how-tos/administer-copilot,
 * "prepare-for-custom-agents").
 *
 * Not found: agents of an enterprise. Which repository holds them is a setting
 * that a repository's token does not see.
 */
export function pickAgentFile(
  { owner, name, customAgent }: CustomAgentQuery,
  nodes: Record<'own' | 'private' | 'public', AgentNodes | null | undefined>,
): AgentTaskCustomAgentFile | undefined {
  const places = [
    { repository: name, folder: OWN_FOLDER, found: nodes.own },
    {
      repository: '.github-private',
      folder: SHARED_FOLDER,
      found: nodes.private,
    },
    { repository: '.github', folder: SHARED_FOLDER, found: nodes.public },
  ];
  const files = places.flatMap(({ repository, folder, found }) =>
    [
      { node: found?.agent, ending: 'agent.md' },
      { node: found?.plainAgent, ending: 'md' },
    ].flatMap(({ node, ending }) =>
      node?.__typename === 'Blob'
        ? {
            repository: `${owner}/${repository}`,
            path: `${folder}/${customAgent}.${ending}`,
            sha: node.oid,
          }
        : [],
    ),
  );
  return files[0];
}
