import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** The request names a repository, itself or through its entity. */
export const repositoryCheck: PolicyCheck = {
  id: 'repository',
  evaluate: ({ repositoryProblem }) =>
    repositoryProblem ? [{ kind: 'invalid', ...repositoryProblem }] : [],
};
