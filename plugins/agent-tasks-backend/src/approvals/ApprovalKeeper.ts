import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { claimReminders } from '../database/operations/approvals/claimReminders';
import { listOverdueTasks } from '../database/operations/approvals/listOverdueTasks';
import { nextApprovalDue } from '../database/operations/approvals/nextApprovalDue';
import { enqueueApprovalNews } from '../database/operations/outbox/enqueueApprovalNews';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { expireApproval } from './expireApproval';

/** Finds what other replicas have asked for meanwhile. */
const POLL_MS = 30_000;

const MOST_AT_ONCE = 100;

/**
 * Reminds approvers once, and ends the wait of tasks that nobody approved in
 * time. Due times are in the rows, and each is claimed by one replica.
 *
 * Not promised: that it happens to the second. An approval that comes after its
 * time is refused all the same, whether this has run or not.
 */
export class ApprovalKeeper {
  static create(options: {
    knex: Knex;
    logger: LoggerService;
    watch?: LoopWatch;
    /** Told after something was reminded of or has expired. */
    onNews?: () => void;
  }): ApprovalKeeper {
    return new ApprovalKeeper(options);
  }

  private readonly loop: Loop;

  private constructor(
    private readonly options: Parameters<typeof ApprovalKeeper.create>[0],
  ) {
    this.loop = new Loop({
      name: 'Keeping the time of approvals',
      logger: options.logger,
      watch: options.watch,
      longestWaitMs: POLL_MS,
      run: () => this.run(),
    });
  }

  async start(): Promise<void> {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** @returns milliseconds until something is due, if anything is. */
  async run(): Promise<number | undefined> {
    const { knex, onNews = () => {} } = this.options;
    let news = await knex.transaction(async tx => {
      const reminders = await claimReminders(tx, MOST_AT_ONCE);
      for (const request of reminders) {
        await enqueueApprovalNews(tx, request, {
          event: 'reminded',
          requestId: request.id,
        });
      }
      return reminders.length > 0;
    });
    for (const taskId of await listOverdueTasks(knex, MOST_AT_ONCE)) {
      const expired = await knex.transaction(tx => expireApproval(tx, taskId));
      news ||= expired;
    }
    if (news) {
      onNews();
    }
    return await nextApprovalDue(knex);
  }
}
