import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { AppliedReadings } from '../database/operations/readings/applyReadings';
import { findTaskIdentity } from '../database/operations/readings/findTaskIdentity';
import { hastenLaunched } from '../database/operations/sweeps/hastenLaunched';
import { hastenSweeps } from '../database/operations/sweeps/hastenSweeps';
import { nextSweepDue } from '../database/operations/sweeps/nextSweepDue';
import type { GitHubClient } from '../github/GitHubClient';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { PullFollower } from '../review/PullFollower';
import type { Telemetry } from '../telemetry/Telemetry';
import { applyHint } from './applyHint';
import { Looker } from './Looker';
import { HINT_TOPICS, readHint } from './readHint';
import { ReadFailures } from './ReadFailures';
import { Sweeper } from './Sweeper';

/**
 * Keeps knowing where every launched task stands, in three loops: sweeps over
 * an identity's tasks (`Sweeper`), single readings (`Looker`) and pull requests
 * (`PullFollower`). Webhooks only bring a look forward.
 *
 * What is due is a time in a row, claimed by one replica; the loops of this
 * process sleep until the next due time, at most 5 s, so that what other
 * replicas write is seen. While GitHub does not answer, rows stay as they are
 * and `read_at` says how old they are.
 *
 * Not promised: that a webhook arrives, or that it is needed. Events are lost
 * when a process ends; the loops find the same a little later.
 */

const LONGEST_WAIT_MS = 5_000;

/** Sweeps of different identities that this process makes at once. */
const PARALLEL_SWEEPS = 16;

/** What the tracker is made of. */
export type TrackerOptions = {
  knex: Knex;
  logger: LoggerService;
  identities: IdentityRegistry;
  clients: { get(identityId: string): GitHubClient };
  tracking: AgentTasksConfig['tracking'];
  telemetry?: Telemetry;
  watch?: LoopWatch;
  /** Where hints come from, if events are installed. */
  events?: EventsService;
  /** Told after commits that wrote something to tell. */
  onChanged?: () => void;
};

/** Follows launched tasks and their pull requests. */
export class Tracker {
  static create(options: TrackerOptions): Tracker {
    return new Tracker(options);
  }

  private readonly sweeps: Loop;
  private readonly looks: Loop;
  private readonly pulls: Loop;
  private readonly running = new Set<Promise<void>>();
  /** Logged once by this process, not with every sweep. */
  private readonly unknownStates = new Set<string>();

  private constructor(private readonly options: TrackerOptions) {
    const { knex, logger, tracking, clients } = options;
    const shared = {
      knex,
      logger,
      tracking,
      client: (id: string) => clients.get(id),
      failures: new ReadFailures({ knex, logger }),
    };
    const onApplied = (applied: AppliedReadings) => this.applied(applied);
    const sweeper = new Sweeper({
      ...shared,
      onApplied,
      telemetry: options.telemetry,
    });
    const looker = new Looker({ ...shared, onApplied });
    const follower = new PullFollower({
      ...shared,
      onChanged: tasks => tasks.length && options.onChanged?.(),
    });
    const loop = (
      name: string,
      run: (signal: AbortSignal) => Promise<number | undefined>,
    ) =>
      new Loop({
        name,
        logger,
        watch: options.watch,
        longestWaitMs: LONGEST_WAIT_MS,
        run,
      });
    this.sweeps = loop('Sweeping agent tasks', signal =>
      this.startSweeps(sweeper, signal),
    );
    this.looks = loop('Reading agent tasks', signal =>
      looker.run(this.identityIds(), signal),
    );
    this.pulls = loop('Reading pull requests', signal =>
      follower.run(this.identityIds(), signal),
    );
  }

  async start(): Promise<void> {
    this.sweeps.start();
    this.looks.start();
    this.pulls.start();
    await this.options.events?.subscribe({
      id: 'agent-tasks-hints',
      topics: HINT_TOPICS,
      // the events service takes a handler that throws for one that worked
      onEvent: ({ eventPayload }) => this.hint(eventPayload),
    });
  }

  /** Ends when what has begun has ended; requests to GitHub are aborted. */
  async stop(): Promise<void> {
    await Promise.all([
      this.sweeps.stop(),
      this.looks.stop(),
      this.pulls.stop(),
    ]);
    await Promise.all(this.running);
  }

  /**
   * Something that this process did makes a look worth while: looks at what is
   * due, and sweeps the task's identity within the active interval. Never
   * throws, never waits.
   */
  poke(taskId?: string): void {
    const { knex, logger, tracking } = this.options;
    const hasten = async () => {
      const identityId = taskId && (await findTaskIdentity(knex, taskId));
      if (identityId) {
        await hastenSweeps(knex, {
          identityIds: [identityId],
          withinMs: tracking.activeIntervalMs,
          full: false,
        });
      }
      this.pokeLoops();
    };
    hasten().catch(error => logger.debug(`Not brought forward: ${error}`));
  }

  private async hint(payload: unknown): Promise<void> {
    const { knex, logger } = this.options;
    const hint = readHint(payload);
    if (!hint) {
      return;
    }
    try {
      const { pulls, sweeps } = await applyHint(knex, hint);
      if (pulls) {
        this.pulls.poke();
      }
      if (sweeps) {
        this.sweeps.poke();
      }
    } catch (error) {
      logger.debug(`A webhook was not followed: ${error}`);
    }
  }

  private async startSweeps(
    sweeper: Sweeper,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { knex, tracking } = this.options;
    const identityIds = this.identityIds();
    await hastenLaunched(knex, {
      identityIds,
      withinMs: tracking.activeIntervalMs,
    });
    while (this.running.size < PARALLEL_SWEEPS) {
      const sweep = await sweeper.claim(identityIds, signal);
      if (!sweep) {
        break;
      }
      const done = sweep.done.finally(() => {
        this.running.delete(done);
        this.sweeps.poke();
      });
      this.running.add(done);
    }
    return this.running.size < PARALLEL_SWEEPS
      ? await nextSweepDue(knex, identityIds)
      : undefined;
  }

  private applied(applied: AppliedReadings) {
    for (const { taskId, value } of applied.unknownStates) {
      if (!this.unknownStates.has(`${taskId} ${value}`)) {
        this.unknownStates.add(`${taskId} ${value}`);
        this.options.logger.error(
          `GitHub answered the state '${value}' for task ${taskId}, which this version does not know; the task is left as it was`,
        );
      }
    }
    if (applied.changed.length) {
      this.options.onChanged?.();
      this.pulls.poke();
    }
    if (applied.looksDue) {
      this.looks.poke();
    }
  }

  private pokeLoops() {
    this.sweeps.poke();
    this.looks.poke();
    this.pulls.poke();
  }

  private identityIds(): string[] {
    return this.options.identities.list().map(({ id }) => id);
  }
}
