import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { addAnchor } from '../database/operations/audit/addAnchor';
import { hasUnsealed } from '../database/operations/audit/hasUnsealed';
import { Loop } from '../loops/Loop';
import type { LoopWatch } from '../loops/LoopWatch';
import { AnchorTarget, createAnchorTargets } from './AnchorTarget';
import { pruneTrail } from './pruneTrail';
import { sealTrail } from './sealTrail';
import { tellAnchors } from './tellAnchors';
import { tellAuditor } from './tellAuditor';

/**
 * Keeps the audit trail: seals it into the chain within seconds, tells the
 * platform's auditor what came with no request, anchors the chain's end
 * outside of the database, and removes what is older than the retention.
 *
 * Requests never wait for any of it. Each part is claimed in a row, so every
 * replica runs all of them.
 *
 * Not promised: that the auditor hears of everything. It is told after the
 * commit, and a process that dies in between has not told; the trail has it.
 */

/** Events sealed in one transaction. */
const BATCH = 1_000;
const LONGEST_WAIT_MS = 2_000;
const CARE_MS = 30_000;

/** What the keeper is made of. */
export type AuditKeeperOptions = {
  knex: Knex;
  config: AgentTasksConfig['audit'];
  auditor: AuditorService;
  logger: LoggerService;
  events?: EventsService;
  watch?: LoopWatch;
};

/** The loops that keep the trail. */
export class AuditKeeper {
  static create(options: AuditKeeperOptions): AuditKeeper {
    return new AuditKeeper(
      options,
      createAnchorTargets({
        anchors: options.config.anchors,
        events: options.events,
      }),
    );
  }

  private readonly loops: Loop[];

  private constructor(
    private readonly options: AuditKeeperOptions,
    private readonly targets: AnchorTarget[],
  ) {
    const { logger, watch } = options;
    this.loops = [
      new Loop({
        name: 'Sealing the audit trail',
        logger,
        watch,
        longestWaitMs: LONGEST_WAIT_MS,
        run: () => this.seal(),
      }),
      new Loop({
        name: 'Anchoring the audit trail',
        logger,
        watch,
        longestWaitMs: CARE_MS,
        run: () => this.care(),
      }),
    ];
  }

  async start(): Promise<void> {
    this.loops.forEach(loop => loop.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.map(loop => loop.stop()));
  }

  private async seal(): Promise<number | undefined> {
    const { knex, auditor, logger } = this.options;
    if (!(await hasUnsealed(knex))) {
      return undefined;
    }
    const sealed = await sealTrail(knex, BATCH);
    try {
      await tellAuditor(auditor, sealed);
    } catch (error) {
      logger.error(
        `The auditor was not told of everything: ${stringifyError(error)}`,
      );
    }
    return sealed.length === BATCH ? 0 : undefined;
  }

  private async care(): Promise<number | undefined> {
    const { knex, logger, config } = this.options;
    await addAnchor(knex, config.anchors);
    await tellAnchors({ knex, targets: this.targets, logger });
    const more =
      config.retentionMs !== undefined &&
      (await pruneTrail(knex, config.retentionMs));
    return more ? 0 : undefined;
  }
}
