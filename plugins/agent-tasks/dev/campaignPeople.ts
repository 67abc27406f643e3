import type {
  CampaignReviewers,
  CampaignShare,
  CampaignTarget,
  ListCampaignSharesQuery,
  TargetClashes,
  TargetReviewers,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

import { campaignId, FixtureCampaign } from './campaigns';
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

/** Its owner may have a word until it has a task. */
export function withDecide(target: CampaignTarget): CampaignTarget {
  const open =
    !target.task &&
    target.status !== 'refused' &&
    (!target.excluded || target.excluded.optedOut);
  return { ...target, decide: { allowed: Boolean(open) } };
}

/** What a campaign under way is for some owners or entities. */
export function shareOf(
  { campaign, targets }: FixtureCampaign,
  { owner = [], entityRef = [] }: ListCampaignSharesQuery,
): CampaignShare | undefined {
  const own = targets.filter(
    each =>
      (each.wave !== undefined || each.excluded?.optedOut) &&
      (!owner.length || owner.includes(each.owner ?? '')) &&
      (!entityRef.length ||
        each.entityRefs.some(ref => entityRef.includes(ref))),
  );
  if (
    !own.length ||
    !['planned', 'running', 'paused'].includes(campaign.state)
  ) {
    return undefined;
  }
  const counts: CampaignShare['counts'] = {};
  own.forEach(({ status }) => {
    counts[status] = (counts[status] ?? 0) + 1;
  });
  const open = campaign.waves.find(({ state }) =>
    ['open', 'held'].includes(state),
  );
  return {
    id: campaign.id,
    title: campaign.title,
    state: campaign.state,
    ...(campaign.dueAt && { dueAt: campaign.dueAt }),
    ...(open && { wave: open.number }),
    waves: campaign.waves.length,
    counts,
    waitingForPeople: ['needs-attention', 'awaiting-approval', 'in-review']
      .map(status => counts[status] ?? 0)
      .reduce((sum, count) => sum + count, 0),
    targets: entityRef.length ? own.map(withDecide) : [],
  };
}
