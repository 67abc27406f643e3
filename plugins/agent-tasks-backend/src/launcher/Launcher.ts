import type { PolicyDecision } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { releaseAdmission } from '../database/operations/admission/releaseAdmission';
import { findAttempt } from '../database/operations/attempts/findAttempt';
import { listIdentityStates } from '../database/operations/identities/listIdentityStates';
import { findTask } from '../database/operations/tasks/findTask';
import { readLease } from '../database/operations/tasks/readLease';
import type { TaskRow } from '../database/rows';
import { createTask } from '../github/createTask';
import { GitHubError } from '../github/GitHubError';
import type { TaskReading } from '../github/mapTask';
import type { GitHubClients } from '../identities/GitHubClients';
import type {
  Identity,
  IdentityRegistry,
} from '../identities/IdentityRegistry';
import type { RequesterTokens } from '../identities/RequesterTokens';
import { goesOn, modelOf, promptOf } from '../retries/AttemptPlan';
import { silentTelemetry, Telemetry } from '../telemetry/Telemetry';
import { askAgain } from './askAgain';
import { beginLaunch } from './beginLaunch';
import { failRequesterLaunch } from './failRequesterLaunch';
import type { FindAgentFile } from './FindAgentFile';
import type { LaunchGuard } from './LaunchGuard';
import { withMarker } from './marker';
import { outcomeOf } from './outcome';
import { postponeLaunch } from './postponeLaunch';
import { rejectLaunch } from './rejectLaunch';
import { requesterOutcome } from './requesterOutcome';
import { LaunchResult, settleLaunch } from './settleLaunch';

/** Until policy is asked again that could not be evaluated. */
const GUARD_RETRY_MS = 10_000;
/** Until an outcome is written again that the database did not take. */
const SETTLE_RETRY_MS = 250;

/** A launch whose intent is committed and whose POST has not been answered. */
export type LaunchIntent = {
  task: TaskRow;
  identity: Identity;
  leaseId: string;
  marker: string;
  /** Sends in place of the identity. */
  requesterToken?: string;
};

/**
 * Launches one admitted task:
 *
 * 1. policy is asked again, and the custom agent's file is found,
 * 2. the intent is committed, with the marker, that file and a lease,
 * 3. the lease is read again, and the POST is sent once,
 * 4. the outcome is committed, if the lease is still the worker's own.
 *
 * A process may die between any two steps. Before 2 nothing was sent, and the
 * admission ends by itself. After 2 the lease runs out, and the task is taken
 * over as one with an unknown outcome. A worker that wakes up late writes
 * nothing: every write is conditional on its lease.
 *
 * Not promised: that a task which was never sent is known as such where the
 * process died between 2 and 3. It is looked for like any unknown one. Nor that
 * the custom agent's file stays as it is recorded until GitHub reads it.
 */
export class Launcher {
  constructor(
    private readonly options: {
      knex: Knex;
      config: Pick<AgentTasksConfig, 'launch' | 'approvals'>;
      identities: IdentityRegistry;
      clients: GitHubClients;
      guard: LaunchGuard;
      findAgentFile: FindAgentFile;
      logger: LoggerService;
      requesterTokens?: RequesterTokens;
      telemetry?: Telemetry;
    },
  ) {}

  /** Does nothing where the task is not an admitted one any more. */
  async launch(taskId: string): Promise<void> {
    const intent = await this.begin(taskId);
    if (intent) {
      await this.settle(intent, await this.send(intent));
    }
  }

  /** Steps 1 and 2. Undefined where there is nothing to send. */
  async begin(taskId: string): Promise<LaunchIntent | undefined> {
    const { knex, config } = this.options;
    const task = await findTask(knex, taskId);
    if (task?.launch_state !== 'queued' || !task.admitted_at) {
      return undefined;
    }
    const askedAt = performance.now();
    // read together: what the intent is written on is checked by its own
    // conditions again
    const [identity, previous, decision] = await Promise.all([
      this.usableIdentity(task),
      findAttempt(knex, { taskId, number: task.attempt_number }),
      this.decide(task),
    ]);
    if (!identity || !decision) {
      await this.release(task, decision ? 0 : GUARD_RETRY_MS);
      return undefined;
    }
    if (decision.result === 'needs-approval') {
      await knex.transaction(tx =>
        askAgain(tx, { task, decision, times: config.approvals }),
      );
      return undefined;
    }
    if (decision.result !== 'allow') {
      await knex.transaction(tx => rejectLaunch(tx, task, decision));
      return undefined;
    }
    if (decision.notBefore !== undefined) {
      const until = new Date(decision.notBefore);
      await knex.transaction(tx =>
        postponeLaunch(tx, { task, decision, until }),
      );
      return undefined;
    }
    const requesterToken = task.as_requester
      ? await this.options.requesterTokens?.open(knex, task)
      : undefined;
    if (task.as_requester && requesterToken === undefined) {
      await knex.transaction(tx => failRequesterLaunch(tx, task));
      return undefined;
    }
    const agentFile = await this.options.findAgentFile(task, askedAt);
    const intent = await knex.transaction(tx =>
      beginLaunch(tx, {
        task,
        identity,
        previous,
        decision,
        agentFile,
        leaseMs: config.launch.leaseMs,
      }),
    );
    return intent && { ...intent, requesterToken };
  }

  /** Step 3. Never throws for anything that GitHub or the network does. */
  async send(intent: LaunchIntent): Promise<LaunchResult> {
    const { knex, config, clients } = this.options;
    const { task, identity, leaseId, marker, requesterToken } = intent;
    // read before the lease, so that a pause of the process in between counts
    const asked = performance.now();
    const left = await readLease(knex, { taskId: task.id, leaseId });
    const spare = left - config.launch.timeoutMs;
    if (spare <= 0) {
      return {
        outcome: outcomeOf({
          kind: 'not-sent',
          withheld: true,
          message: 'The lease of the launch was too short to send it',
        }),
      };
    }
    const sentAt = new Date();
    try {
      const reading: TaskReading = await createTask(
        clients.get(identity.id, requesterToken),
        {
          owner: task.repository_owner,
          name: task.repository_name,
          prompt: withMarker(promptOf(task), marker),
          model: modelOf(task) ?? undefined,
          customAgent: task.custom_agent ?? undefined,
          baseRef: task.base_ref ?? undefined,
          headRef: task.attempt_plan?.headRef,
          createPullRequest:
            task.create_pull_request &&
            !(task.attempt_plan && goesOn(task.attempt_plan)),
        },
        {
          timeoutMs: config.launch.timeoutMs,
          sendBefore: asked + spare,
        },
      );
      return { reading, sentAt };
    } catch (error) {
      if (!(error instanceof GitHubError)) {
        throw error;
      }
      const outcome =
        requesterToken === undefined
          ? outcomeOf(error.failure)
          : requesterOutcome(outcomeOf(error.failure));
      return {
        outcome,
        sentAt: outcome.outcome === 'not-sent' ? undefined : sentAt,
      };
    }
  }

  /**
   * Step 4. Tried again while the lease lasts: a database that restarts is no
   * reason to forget an answer.
   */
  async settle(intent: LaunchIntent, result: LaunchResult): Promise<void> {
    const { knex, config, logger, telemetry = silentTelemetry } = this.options;
    const giveUpAt = performance.now() + config.launch.leaseMs;
    for (;;) {
      try {
        const written = await knex.transaction(tx =>
          settleLaunch(tx, intent, result),
        );
        if (written) {
          this.tell(intent, result);
        } else {
          telemetry.leaseLost('launch');
          logger.warn(
            `Launching task ${intent.task.id} took longer than its lease; what became of it is looked up`,
          );
        }
        return;
      } catch (error) {
        if (performance.now() > giveUpAt) {
          throw error;
        }
        logger.warn(
          `The outcome of launching task ${intent.task.id} was not written, again: ${error}`,
        );
        await sleep(SETTLE_RETRY_MS * (0.5 + Math.random()));
      }
    }
  }

  private tell({ identity }: LaunchIntent, result: LaunchResult): void {
    const { telemetry = silentTelemetry } = this.options;
    telemetry.launched({
      identityId: identity.id,
      ...('reading' in result
        ? { outcome: 'accepted' }
        : {
            outcome: result.outcome.outcome,
            failureClass: result.outcome.failure.class,
          }),
    });
  }

  /** Undefined where policy could not be evaluated. */
  private async decide(task: TaskRow): Promise<PolicyDecision | undefined> {
    const { guard, logger } = this.options;
    try {
      return await guard(task);
    } catch (error) {
      logger.warn(
        `Policy could not be evaluated for task ${task.id}, again later: ${error}`,
      );
      return undefined;
    }
  }

  /** The admitted identity, unless it was paused since, or is not configured here. */
  private async usableIdentity(task: TaskRow): Promise<Identity | undefined> {
    const { knex, identities } = this.options;
    const identity = identities.get(task.identity_id ?? '');
    if (!identity) {
      return undefined;
    }
    const [state] = await listIdentityStates(knex, [identity.id]);
    return state?.paused || state?.quarantined ? undefined : identity;
  }

  private async release(task: TaskRow, dueInMs: number): Promise<void> {
    await this.options.knex.transaction(tx =>
      releaseAdmission(tx, { task, dueInMs }),
    );
  }
}
