import type { OutcomeCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { loadCampaignTask } from '../campaigns/waves/loadCampaignTask';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  ClaimedOutcome,
  claimOutcomes,
} from '../database/operations/outcomes/claimOutcomes';
import { nextOutcomeDue } from '../database/operations/outcomes/nextOutcomeDue';
import { noteMerges } from '../database/operations/outcomes/noteMerges';
import { releaseOutcome } from '../database/operations/outcomes/releaseOutcome';
import { storeOutcome } from '../database/operations/outcomes/storeOutcome';
import type { GitHubClient } from '../github/GitHubClient';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import type { TemplateContent } from '../templates/TemplateContent';
import { inParallel } from '../tracker/inParallel';
import { ReadFailures } from '../tracker/ReadFailures';
import { looksUntil } from './lookSchedule';
import { OutcomeChecker } from './OutcomeChecker';
import { NoRoomError, SpareReader } from './SpareReader';

/** A dead replica's looks are another's after this time. */
const LEASE_MS = 120_000;
const MOST_AT_ONCE = 8;
const PARALLEL = 4;
/** Until a look that no identity had room for is tried again. */
const NO_ROOM_MS = 60_000;
/** Between claims while identities have no room. */
const PAUSE_MS = 2_000;
/** What was planned or merged meanwhile is seen after this time. */
const LONGEST_WAIT_MS = 5_000;

/** What the keeper is made of. */
export type OutcomeKeeperOptions = {
  database: Knex;
  logger: LoggerService;
  watch?: LoopWatch;
  auth: AuthService;
  catalog: CatalogService;
  config: Pick<AgentTasksConfig, 'entities' | 'outcomes'>;
  identities: Pick<IdentityRegistry, 'findFor'>;
  client: (identityId: string) => GitHubClient;
  /** What modules have added. */
  checks: readonly OutcomeCheck[];
};

/**
 * Looks whether the targets of campaigns have reached the goal of their
 * template: when they are planned, after their merge, and slowly again, also
 * for some time after the campaign has ended.
 *
 * One replica a target under a lease in its row. A replica that dies leaves
 * looks that are due when their lease ends; a look that is made twice reads
 * twice and stores once.
 *
 * Not promised: that what was undone and done again between two looks is seen.
 */
export class OutcomeKeeper {
  static create(options: OutcomeKeeperOptions): OutcomeKeeper {
    return new OutcomeKeeper(options);
  }

  private readonly loop: Loop;
  private readonly checker: OutcomeChecker;

  private constructor(private readonly options: OutcomeKeeperOptions) {
    const { database, logger, checks, config } = options;
    const ids = checks.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) < index);
    if (twice !== undefined) {
      throw new ConflictError(`There are two outcome checks '${twice}'`);
    }
    this.checker = new OutcomeChecker({
      ...options,
      tierAnnotation: config.entities.tierAnnotation,
      reader: new SpareReader({
        ...options,
        knex: database,
        failures: new ReadFailures({ knex: database, logger }),
      }),
    });
    this.loop = new Loop({
      name: 'Looking at the goals of campaigns',
      logger,
      watch: options.watch,
      longestWaitMs: LONGEST_WAIT_MS,
      run: signal => this.run(signal),
    });
  }

  async start(): Promise<void> {
    this.loop.start();
  }

  /** Ends when what has begun has ended; requests to GitHub are aborted. */
  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** @returns milliseconds until a target is due, if any is. */
  async run(
    signal: AbortSignal = new AbortController().signal,
  ): Promise<number | undefined> {
    const { database } = this.options;
    await noteMerges(database);
    const claimed = await claimOutcomes(database, {
      leaseId: randomUUID(),
      leaseMs: LEASE_MS,
      limit: MOST_AT_ONCE,
    });
    if (!claimed.length) {
      return await nextOutcomeDue(database);
    }
    const templates = await this.loadTemplates(claimed);
    const made = await inParallel(claimed, PARALLEL, each =>
      this.look(each, templates.get(each.campaign.id), signal),
    );
    return made.every(Boolean) ? 0 : PAUSE_MS;
  }

  private async loadTemplates(
    claimed: ClaimedOutcome[],
  ): Promise<Map<string, TemplateContent | undefined>> {
    const { database } = this.options;
    const campaigns = new Map(
      claimed.map(({ campaign }) => [campaign.id, campaign]),
    );
    return new Map(
      await Promise.all(
        [...campaigns.values()].map(
          async campaign =>
            [
              campaign.id,
              (await loadCampaignTask(database, campaign)).known.template,
            ] as const,
        ),
      ),
    );
  }

  /** @returns false where it is made later. */
  private async look(
    claimed: ClaimedOutcome,
    template: TemplateContent | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { database, config } = this.options;
    const { row, leaseId, target, campaign, now } = claimed;
    const release = async (againInMs?: number) =>
      await releaseOutcome(database, {
        targetId: row.target_id,
        leaseId,
        againInMs,
      });
    const until = looksUntil(campaign, config.outcomes.keepCheckingMs);
    const takesPart =
      target.excluded_at === null &&
      (target.task_id !== null || target.verdict !== 'refused');
    if (!template || !takesPart || (until && until <= now)) {
      await release();
      return true;
    }
    try {
      const look = await this.checker.look(claimed, template, signal);
      if (signal.aborted) {
        await release(0);
        return false;
      }
      await storeOutcome(database, {
        targetId: row.target_id,
        leaseId,
        ...look,
        intervalMs: config.outcomes.intervalMs,
      });
      return true;
    } catch (error) {
      if (!(error instanceof NoRoomError)) {
        throw error;
      }
      await release(NO_ROOM_MS);
      return false;
    }
  }
}
