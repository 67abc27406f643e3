import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Admission } from '../admission/Admission';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { releaseLostAdmissions } from '../database/operations/admission/releaseLostAdmissions';
import { cleanLedger } from '../database/operations/ledger/cleanLedger';
import { nextRecoveryDue } from '../database/operations/tasks/nextRecoveryDue';
import type { GitHubClients } from '../identities/GitHubClients';
import { IdentityProbe } from '../identities/IdentityProbe';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import type { RequesterTokens } from '../identities/RequesterTokens';
import { Loop } from '../loops/Loop';
import { tryUntilDone } from '../loops/tryUntilDone';
import type { LoopWatch } from '../loops/LoopWatch';
import { LaunchQueue } from '../queue/LaunchQueue';
import type { Telemetry } from '../telemetry/Telemetry';
import { Launcher } from './Launcher';
import type { FindAgentFile } from './FindAgentFile';
import type { LaunchGuard } from './LaunchGuard';
import { Reconciler } from './Reconciler';
import { takeOverLaunches } from './takeOverLaunches';

/** Looks for what fell due by time, or was submitted on another replica. */
const ADMISSION_POLL_MS = 1_000;
/** After an admission, which may have left something behind. */
const ADMISSION_AGAIN_MS = 20;
/**
 * While tasks wait for another replica's admission or for a window to open,
 * unless it opens sooner.
 */
const ADMISSION_WAITING_MS = 250;
/**
 * Looks for launches of other replicas; each is then taken over when its lease
 * ends, whatever the poll.
 */
const RECOVERY_POLL_MS = 2_000;
/** While outcomes are being looked up. */
const RECOVERY_BUSY_MS = 500;
const PROBE_POLL_MS = 300_000;
const LEDGER_POLL_MS = 10_000;
/** Running launches are waited for at shutdown; the rest is handed over. */
const STOP_TIMEOUT_MS = 25_000;

/**
 * Everything between the request and GitHub: admission, launch, and what
 * follows when a launch went wrong. Any number of replicas may run it.
 *
 * It promises that a task becomes at most one GitHub task, and that none is
 * forgotten. It does not promise an order, nor a time: GitHub's limits decide.
 */
export class LaunchEngine {
  static create(options: {
    config: Pick<
      AgentTasksConfig,
      'approvals' | 'concurrency' | 'launch' | 'reconcile'
    >;
    knex: Knex;
    logger: LoggerService;
    identities: IdentityRegistry;
    clients: GitHubClients;
    guard: LaunchGuard;
    findAgentFile: FindAgentFile;
    requesterTokens?: RequesterTokens;
    telemetry?: Telemetry;
    watch?: LoopWatch;
    /** Told after launches and what follows them: there may be news to tell. */
    onChanged?: () => void;
  }): LaunchEngine {
    const { knex, logger, identities, watch, onChanged = () => {} } = options;
    const queue = LaunchQueue.create({ knex, logger });
    const admission = Admission.create({
      knex,
      identities,
      queue,
      caps: options.config.concurrency,
    });
    const launcher = new Launcher(options);
    const reconciler = new Reconciler(options);
    const probe = new IdentityProbe(options);
    const admissionLoop = new Loop({
      name: 'Admission',
      logger,
      watch,
      longestWaitMs: ADMISSION_POLL_MS,
      run: async () => {
        const { admitted, waiting, opensInMs } = await admission.run();
        if (admitted) {
          return ADMISSION_AGAIN_MS;
        }
        return waiting
          ? Math.min(opensInMs ?? Infinity, ADMISSION_WAITING_MS)
          : undefined;
      },
    });
    const loops = [
      admissionLoop,
      new Loop({
        name: 'Recovery of launches',
        logger,
        watch,
        longestWaitMs: RECOVERY_POLL_MS,
        run: async signal => {
          const dueInMs = await nextRecoveryDue(knex);
          if (dueInMs === undefined || dueInMs > 0) {
            return dueInMs;
          }
          const taken = await takeOverLaunches(knex);
          for (const taskId of taken) {
            logger.warn(
              `The launch of task ${taskId} was taken over; what became of it is looked up`,
            );
          }
          const lost = await releaseLostAdmissions(knex);
          const looked = await reconciler.run(signal);
          if (lost.length || looked) {
            admissionLoop.poke();
            onChanged();
          }
          return RECOVERY_BUSY_MS;
        },
      }),
      new Loop({
        name: 'The ledger of launches',
        logger,
        watch,
        longestWaitMs: LEDGER_POLL_MS,
        run: async () => {
          await cleanLedger(knex);
          await options.requesterTokens?.clean(knex);
          return undefined;
        },
      }),
      new Loop({
        name: 'The look at identities',
        logger,
        watch,
        longestWaitMs: PROBE_POLL_MS,
        run: async signal => {
          await probe.run(signal);
          admissionLoop.poke();
          return undefined;
        },
      }),
    ];
    return new LaunchEngine(
      queue,
      launcher,
      probe,
      admissionLoop,
      loops,
      onChanged,
      logger,
    );
  }

  private readonly stopping = new AbortController();

  private constructor(
    private readonly queue: LaunchQueue,
    private readonly launcher: Launcher,
    private readonly probe: IdentityProbe,
    private readonly admissionLoop: Loop,
    private readonly loops: Loop[],
    private readonly onChanged: () => void,
    private readonly logger: LoggerService,
  ) {}

  /** Waits for a database that is just not there. */
  async start(): Promise<void> {
    const started = await tryUntilDone({
      name: 'The start of launches',
      logger: this.logger,
      signal: this.stopping.signal,
      run: () => this.startQueue(),
    });
    if (started) {
      this.loops.forEach(loop => loop.start());
    }
  }

  private async startQueue(): Promise<void> {
    await this.probe.sync();
    await this.queue.start();
    await this.queue.work(async taskId => {
      await this.launcher.launch(taskId);
      // the place that the launch has left, or another identity for the task
      this.admissionLoop.poke();
      this.onChanged();
    });
  }

  /** Admits nothing more, waits for launches that are under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops.map(loop => loop.stop()));
    await this.queue.stop(STOP_TIMEOUT_MS);
  }

  /** Has admission look now, instead of within a second. */
  poke(): void {
    this.admissionLoop.poke();
  }
}
