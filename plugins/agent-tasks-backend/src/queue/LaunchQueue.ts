import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { fromKnex, Job, PgBoss } from 'pg-boss';
import { withInstallLock } from '../database/withInstallLock';
import { knexDatabase } from './knexDatabase';

const SCHEMA = 'agent_tasks_queue';
const QUEUE = 'launch';

/** Least that pg-boss takes. A killed worker's job is given out again after it. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 5;
/** While notifications do not arrive; 0.5 is the least that pg-boss takes. */
const POLL_SECONDS = 0.5;
/** While they do. */
const POLL_WITH_NOTIFY_SECONDS = 10;
/** Launches wait for GitHub, not for this process. */
const WORKERS = 4;
const BATCH_SIZE = 10;
/** A day, to look at what went wrong. Rows are the truth, jobs are not. */
const KEEP_FAILED_SECONDS = 86_400;

type LaunchJob = { taskId: string };

/**
 * Hands admitted tasks to workers on any replica.
 *
 * A job means "look at this task now" and nothing else. It may come twice, late
 * or, where the process dies at the wrong moment, not at all; the task's row
 * decides what is done, and a task whose job got lost is admitted again.
 */
export class LaunchQueue {
  static create(options: { knex: Knex; logger: LoggerService }): LaunchQueue {
    const { knex, logger } = options;
    const boss = new PgBoss({
      db: knexDatabase({ knex, logger }),
      schema: SCHEMA,
      useListenNotify: true,
      schedule: false,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
    });
    boss.on('error', error =>
      logger.warn(`The launch queue: ${error.message}`),
    );
    boss.on('warning', ({ message }) =>
      logger.debug(`The launch queue: ${message}`),
    );
    return new LaunchQueue(knex, boss, logger);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly boss: PgBoss,
    private readonly logger: LoggerService,
  ) {}

  /** Installs or migrates the queue's schema; no job is fetched yet. */
  async start(): Promise<void> {
    await withInstallLock(this.knex, 'queue', async () => {
      await this.boss.start();
      await this.boss.createQueue(QUEUE, {
        notify: true,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        retryLimit: 5,
        retryDelay: 1,
        retryBackoff: true,
        deleteAfterSeconds: KEEP_FAILED_SECONDS,
      });
    });
    // an insert with a cold cache would take a second connection inside of the
    // caller's transaction, and wait for itself where the pool has only one
    await this.boss.insert(QUEUE, []);
  }

  /** Adds a job for each task, in the transaction that admits them. */
  async enqueue(tx: Knex.Transaction, taskIds: string[]): Promise<void> {
    await this.boss.insert(
      QUEUE,
      taskIds.map(taskId => ({ data: { taskId } satisfies LaunchJob })),
      { db: fromKnex(tx) },
    );
  }

  /**
   * Calls the handler for every job, several at a time.
   *
   * @param handler - an error has the job given out again, a few times
   */
  async work(
    handler: (taskId: string, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    await this.boss.work(
      QUEUE,
      {
        batchSize: BATCH_SIZE,
        burstWhenBatchFull: true,
        localConcurrency: WORKERS,
        pollingIntervalSeconds: POLL_SECONDS,
        notifyPollingIntervalSeconds: POLL_WITH_NOTIFY_SECONDS,
        perJobResults: true,
      },
      async (jobs: Job<LaunchJob>[]) =>
        await Promise.all(
          jobs.map(async job => {
            try {
              await handler(job.data.taskId, job.signal);
              return { id: job.id, status: 'completed' as const };
            } catch (error) {
              this.logger.warn(
                `Launching task ${job.data.taskId} is tried again: ${error}`,
              );
              return { id: job.id, status: 'failed' as const };
            }
          }),
        ),
    );
  }

  /** Waits for running handlers up to `timeoutMs`, then gives their jobs back. */
  async stop(timeoutMs: number): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: timeoutMs });
  }
}
