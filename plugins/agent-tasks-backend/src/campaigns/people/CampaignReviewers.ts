import type {
  AgentTaskRepository,
  CampaignReviewers as Reviewers,
  TargetReviewers,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../../config/AgentTasksConfig';
import { countReviews } from '../../database/operations/campaigns/countReviews';
import { countReviewedTargets } from '../../database/operations/campaigns/countReviewedTargets';
import type { CampaignRow } from '../../database/rows';
import type { IdentityRegistry } from '../../identities/IdentityRegistry';
import type { PolicyPorts } from '../../policy/PolicyPorts';
import type {
  FoundReviewers,
  ReviewerFinder,
} from '../../review/ReviewerFinder';
import type { CampaignTask } from '../../tasks/submitTask';
import { reviewerLoad } from './reviewerLoad';

type Campaign = Pick<
  CampaignRow,
  'id' | 'created_by' | 'started_by' | 'max_open_per_owner'
>;
type Subject = {
  owner?: string;
  repository: Pick<AgentTaskRepository, 'host' | 'owner' | 'name'>;
};

/**
 * Who reviews what a campaign brings: the same answer that decides before a
 * launch and asks after it, given for targets that have no task yet.
 *
 * Not promised: that it is the same person by then. The catalog is asked as of
 * now, and before the start who plans is taken for who will start.
 */
export class CampaignReviewers {
  constructor(
    private readonly options: {
      database: Knex;
      finder: Pick<ReviewerFinder, 'find'>;
      identities: Pick<IdentityRegistry, 'findFor'>;
      identityLogins: PolicyPorts['identityLogins'];
      review: Pick<
        AgentTasksConfig['review'],
        'requestReviewers' | 'maxReadyPerOwner'
      >;
      /** Of one repository. */
      maxOpenPullRequests?: number;
    },
  ) {}

  /** @throws where the catalog does not answer */
  async ofTarget(
    campaign: Campaign,
    subject: Subject,
    task: Pick<CampaignTask, 'known'>,
  ): Promise<TargetReviewers> {
    const { candidates, refs } = await this.find(campaign, subject, task);
    return {
      asked: this.options.review.requestReviewers,
      refs,
      ...candidates,
    };
  }

  /**
   * How much the whole campaign is for whom.
   *
   * @throws where the catalog does not answer
   */
  async load(
    campaign: Campaign,
    task: Pick<CampaignTask, 'known'>,
  ): Promise<Reviewers> {
    const { database, identities, review, maxOpenPullRequests } = this.options;
    const counts = await countReviewedTargets(database, campaign.id);
    // few of hundreds of targets differ in anything that decides
    const answers = new Map<string, Promise<FoundReviewers>>();
    const found = await Promise.all(
      counts.map(async ({ owner, repository, ...count }) => {
        const ids = identities.findFor(repository).map(({ id }) => id);
        const key = JSON.stringify([owner, repository.owner, ids]);
        const answer =
          answers.get(key) ??
          this.find(campaign, { owner, repository }, task, ids);
        answers.set(key, answer);
        const { candidates, refs } = await answer;
        return { ...count, owner, candidates, refs };
      }),
    );
    const { groups, withoutReviewer } = reviewerLoad(found);
    const openOf = await countReviews(database, groups);
    const { maxReadyPerOwner: atMost } = review;
    return {
      asked: review.requestReviewers,
      limits: {
        ...(atMost !== undefined && { readyPerOwner: atMost }),
        ...(campaign.max_open_per_owner !== null && {
          tasksPerOwner: campaign.max_open_per_owner,
        }),
        ...(maxOpenPullRequests !== undefined && {
          openPerRepository: maxOpenPullRequests,
        }),
      },
      groups: groups.map(group => ({
        ...group,
        ...openOf(group.ref),
        ...(atMost !== undefined && { atMost }),
      })),
      withoutReviewer,
    };
  }

  private async find(
    campaign: Campaign,
    { owner, repository }: Subject,
    { known }: Pick<CampaignTask, 'known'>,
    ids = this.options.identities.findFor(repository).map(({ id }) => id),
  ): Promise<FoundReviewers> {
    const named = known.template?.spec.review?.reviewers;
    return await this.options.finder.find({
      ...(named && { templateReviewers: named }),
      ...(owner !== undefined && { owner }),
      requestedBy: campaign.started_by ?? campaign.created_by,
      identityLogins: await this.options.identityLogins(ids),
      organization: repository.owner,
    });
  }
}
