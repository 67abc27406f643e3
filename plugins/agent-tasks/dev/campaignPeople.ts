import type {
  CampaignReviewers,
  CampaignTarget,
  TargetClashes,
  TargetReviewers,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

import { campaignId } from './campaigns';
import { taskId } from './fixtures';

const DATA_TEAM = 'group:default/data-team';

/** Of the data team nobody has a login. */
export function targetReviewers({ owner }: CampaignTarget): TargetReviewers {
  if (owner === undefined || owner === DATA_TEAM) {
    return { asked: true, refs: [], teams: [], people: [] };
  }
  const name = owner.split('/')[1];
  return {
    asked: true,
    refs: [owner],
    teams: name === 'payments-team' ? [`acme/${name}`] : [],
    people: ['alice-gh', 'bob-gh', 'carol-gh', 'dan-gh'],
  };
}

/** What the targets that take part are for whom. */
export function reviewersOf(targets: CampaignTarget[]): CampaignReviewers {
  const taking = targets.filter(
    ({ status }) => !['excluded', 'refused'].includes(status),
  );
  const of = (ref: string) => taking.filter(({ owner }) => owner === ref);
  return {
    asked: true,
    limits: { readyPerOwner: 5, tasksPerOwner: 8 },
    groups: ['payments-team', 'web-team']
      .map(name => `group:default/${name}`)
      .flatMap(ref => {
        const own = of(ref);
        return own.length
          ? [
              {
                ...targetReviewers(own[0]),
                ref,
                targets: own.length,
                toCome: own.filter(({ task }) => !task?.pullRequest).length,
                open: 4,
                drafts: 2,
                atMost: 5,
              },
            ]
          : [];
      }),
    withoutReviewer: of(DATA_TEAM).length
      ? [{ owner: DATA_TEAM, targets: of(DATA_TEAM).length }]
      : [],
  };
}

/** A pull request of somebody else, a task that is not to be seen, a campaign. */
export function clashesOf({ repository }: CampaignTarget): TargetClashes {
  return {
    tasks: [
      {
        id: taskId(3),
        title: 'Raise the test coverage',
        phase: 'in-review',
        requestedBy: 'user:default/bob',
        pullRequest: { number: 88, url: `${repository?.url}/pull/88` },
      },
    ],
    hiddenTasks: 1,
    campaigns: [
      {
        id: campaignId(1),
        title: 'Node 24 everywhere',
        state: 'running',
        status: 'waiting',
      },
    ],
  };
}
