import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** An automation identity reaches the repository. */
export const identityCheck: PolicyCheck = {
  id: 'identity',
  evaluate: ({ repository, identities }) =>
    repository && identities.length === 0
      ? [
          {
            kind: 'forbidden',
            code: 'no-identity',
            message: `No automation identity works in ${repository.host}/${repository.owner}/${repository.name}.`,
            nextStep:
              'Ask an administrator to add the repository to an entry of agentTasks.identities.',
            field: 'repoUrl',
          },
        ]
      : [],
};
