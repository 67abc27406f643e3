import type { PullRequestAssigner } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { findScheduledBy } from '../database/operations/schedules/findScheduledBy';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { OwnerDirectory } from '../entities/OwnerDirectory';
import type { GitHubClient } from '../github/GitHubClient';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { ReadFailures } from '../tracker/ReadFailures';
import { PullRouter } from './PullRouter';
import { ReviewerFinder } from './ReviewerFinder';

/** What another replica has read is seen after this time. */
const LONGEST_WAIT_MS = 5_000;

/** What the router is made of. */
export type ReviewRouterOptions = {
  knex: Knex;
  logger: LoggerService;
  watch?: LoopWatch;
  review: AgentTasksConfig['review'];
  identities: Pick<IdentityRegistry, 'list'>;
  clients: { get(identityId: string): GitHubClient };
  directory: Pick<OwnerDirectory, 'find'>;
  /** What extensions do with a pull request, once each. */
  assigners: readonly PullRequestAssigner[];
  /** `app.baseUrl`, where it is configured. */
  appUrl: string | undefined;
  /** Told after commits that wrote something to tell. */
  onChanged: () => void;
};

/**
 * Brings pull requests into review for as long as the plugin runs; not at all
 * where the configuration asks for nothing.
 */
export class ReviewRouter {
  static create(options: ReviewRouterOptions): ReviewRouter {
    return new ReviewRouter(options);
  }

  private readonly loop: Loop;

  private constructor(private readonly options: ReviewRouterOptions) {
    const { knex, logger, review, directory, appUrl } = options;
    const ids = options.assigners.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) < index);
    if (twice !== undefined) {
      throw new ConflictError(`There are two assigners '${twice}'`);
    }
    const router = new PullRouter({
      ...options,
      client: id => options.clients.get(id),
      reviewers: new ReviewerFinder({
        directory,
        defaults: review.defaultReviewers,
        answersFor: actor => findScheduledBy(knex, actor),
      }),
      failures: new ReadFailures({ knex, logger }),
      taskUrl: taskId =>
        appUrl && `${appUrl.replace(/\/+$/, '')}/agent-tasks/${taskId}`,
    });
    this.loop = new Loop({
      name: 'Bringing pull requests into review',
      logger,
      watch: options.watch,
      longestWaitMs: LONGEST_WAIT_MS,
      run: signal =>
        router.run(
          options.identities.list().map(({ id }) => id),
          signal,
        ),
    });
  }

  async start(): Promise<void> {
    const { review, assigners } = this.options;
    const { markReady, requestReviewers, labels, comment, closeStale } = review;
    if (
      markReady !== 'never' ||
      requestReviewers ||
      labels.length > 0 ||
      comment ||
      closeStale ||
      assigners.length > 0
    ) {
      this.loop.start();
    }
  }

  /** Ends when what has begun has ended; requests to GitHub are aborted. */
  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** A pull request or a task has changed. Never throws, never waits. */
  poke(): void {
    this.loop.poke();
  }
}
