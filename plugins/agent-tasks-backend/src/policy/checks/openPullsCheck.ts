import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { OpenPulls } from '../../database/operations/limits/countOpenPulls';
import type { RepositoryName } from '../../identities/IdentityRegistry';
import { judgeOpenPulls } from '../../limits/judgeOpenPulls';

/**
 * The repository has room for one pull request of an agent more. Not asked
 * before a launch: an accepted task has its place.
 */
export function createOpenPullsCheck(options: {
  max: number;
  count: (repository: RepositoryName) => Promise<OpenPulls>;
}): PolicyCheck {
  const { max, count } = options;
  return {
    id: 'open-pull-requests',
    evaluate: async ({ repository, createPullRequest, stage }) =>
      repository && createPullRequest && stage !== 'launch'
        ? judgeOpenPulls(await count(repository), {
            max,
            repository: `${repository.owner}/${repository.name}`,
          })
        : [],
  };
}
