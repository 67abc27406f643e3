import { PullService } from '../state/PullService';
import { Random } from '../state/Random';
import { Account, AgentTask, AgentTaskState, Repository } from '../state/types';
import { WorkflowService } from '../state/WorkflowService';
import { World } from '../state/World';
import { AgentBehaviour, AgentRule, USUAL_BEHAVIOUR } from './AgentBehaviour';
import { AgentSessions } from './AgentSessions';
import { AgentTurns } from './AgentTurns';
import { AgentWork } from './AgentWork';
import { RuleBook } from './RuleBook';
import { titleOf } from './titleOf';

const SETTLED = new Set<AgentTaskState>([
  'completed',
  'failed',
  'timed_out',
  'cancelled',
]);

/** What a new task is made of. */
export interface NewTask {
  repository: Repository;
  creator: Account;
  prompt: string;
  baseRef: string;
  headRef?: string;
  model?: string;
  customAgent?: string;
  createPullRequest: boolean;
}

/**
 * The coding agents: queued → in progress → a branch, a commit, a pull
 * request → settled. Each step is a due time on the simulator's clock.
 *
 * Not promised: that the work makes sense. It is a real commit on a real
 * branch, derived from the prompt, and no more.
 */
export class AgentRunner {
  readonly behaviour: AgentBehaviour;
  readonly rules: RuleBook;
  private readonly sessions: AgentSessions;
  private readonly work: AgentWork;
  private readonly turns: AgentTurns;

  constructor(
    private readonly world: World,
    pulls: PullService,
    private readonly workflows: WorkflowService,
    webUrl: () => string,
    private readonly random: Random,
    behaviour: Partial<AgentBehaviour> = {},
  ) {
    this.behaviour = { ...USUAL_BEHAVIOUR, ...behaviour };
    this.rules = new RuleBook(random, this.behaviour.rules);
    this.sessions = new AgentSessions(
      world,
      random,
      () => this.behaviour.defaultModel,
    );
    this.turns = new AgentTurns(world.clock, () => ({
      outcome: 'complete',
      workMs: this.behaviour.workMs,
    }));
    this.work = new AgentWork(world, pulls, workflows, webUrl, this.behaviour);
  }

  create(input: NewTask): AgentTask {
    const { world, behaviour, random } = this;
    const now = world.clock.now();
    const task: AgentTask = {
      id: random.uuid(),
      repositoryId: input.repository.id,
      creatorId: input.creator.id,
      name: titleOf(input.prompt),
      prompt: input.prompt,
      model: input.model,
      customAgent: input.customAgent,
      createPullRequest: input.createPullRequest,
      baseRef: input.baseRef,
      headRef: input.headRef,
      state: 'queued',
      sessions: [],
      createdAt: now,
      updatedAt: now,
    };
    world.tasks.add(task);
    const rule: AgentRule = this.rules.select(
      world.fullName(input.repository),
      input.creator.login,
    ) ?? { outcome: 'complete' };
    const time = (ms: number) => random.spread(ms, behaviour.jitter);
    this.turns.add(task.id, {
      outcome: rule.outcome,
      message: rule.message,
      workMs: rule.workMs ?? time(behaviour.workMs),
    });
    this.turns.later(task.id, rule.queuedMs ?? time(behaviour.queuedMs), () =>
      this.start(task.id),
    );
    return task;
  }

  /** Takes a new task straight to `state`, as a seed wants it. */
  async enter(
    id: string,
    state: AgentTaskState,
    message = 'The agent stopped.',
  ): Promise<void> {
    switch (state) {
      case 'queued':
        return;
      case 'completed':
        await this.complete(id);
        return;
      case 'cancelled':
        await this.cancel(id);
        return;
      default:
        await this.decide(id, () => this.start(id));
    }
    if (state === 'failed') await this.fail(id, message);
    if (state === 'timed_out') await this.timeOut(id);
    if (state === 'waiting_for_user') await this.waitForUser(id);
    if (state === 'idle') await this.idle(id);
  }

  /** Ends the task now, doing whatever work is still missing. */
  complete(id: string): Promise<void> {
    return this.decide(id, () => this.finish(id));
  }

  fail(id: string, message: string): Promise<void> {
    return this.decide(id, () => this.settle(id, 'failed', message));
  }

  timeOut(id: string): Promise<void> {
    return this.decide(id, () =>
      this.settle(id, 'timed_out', 'The session timed out.'),
    );
  }

  cancel(id: string): Promise<void> {
    return this.decide(id, () => this.settle(id, 'cancelled'));
  }

  waitForUser(id: string): Promise<void> {
    return this.decide(id, async () =>
      this.sessions.pause(id, 'waiting_for_user'),
    );
  }

  idle(id: string): Promise<void> {
    return this.decide(id, async () => this.sessions.pause(id, 'idle'));
  }

  /** A person answers: the agent goes on and will complete. */
  answer(id: string): Promise<void> {
    const { state } = this.task(id);
    if (state !== 'waiting_for_user' && state !== 'idle') {
      return Promise.reject(
        new Error(`Task ${id} is ${state}; it does not wait for an answer`),
      );
    }
    return this.decide(id, async () => {
      this.sessions.setState(id, 'in_progress');
      const plan = this.turns.planOf(id);
      plan.outcome = 'complete';
      this.turns.later(id, plan.workMs / 2, () => this.finish(id));
    });
  }

  /** A new session joins the task, whatever its state. */
  resume(id: string, prompt: string): Promise<void> {
    return this.decide(
      id,
      async () => {
        const plan = this.turns.planOf(id);
        plan.outcome = 'complete';
        this.sessions.resume(id, prompt);
        this.turns.later(id, plan.workMs, () => this.finish(id));
      },
      { settled: true },
    );
  }

  archive(id: string, archived = true): void {
    const now = this.now();
    this.world.tasks.update(id, now, () => ({
      archivedAt: archived ? now : undefined,
    }));
  }

  private async start(id: string): Promise<void> {
    const { world, behaviour } = this;
    const task = this.task(id);
    const plan = this.turns.planOf(id);
    const repository = world.repositories.get(task.repositoryId);
    if (!repository) return;
    const opened = this.sessions.begin(id);
    const refusal = await this.work.refusal(opened, repository);
    if (refusal) {
      await this.settle(id, 'failed', refusal);
      return;
    }
    if (plan.outcome !== 'no_change') {
      await this.work.open(opened, repository);
    }
    if (plan.outcome === 'hold') return;
    const limit = behaviour.sessionLimitMs;
    const timesOut = plan.outcome === 'time_out' || plan.workMs > limit;
    this.turns.later(id, Math.min(plan.workMs, limit), () =>
      timesOut
        ? this.settle(id, 'timed_out', plan.message ?? 'The session timed out.')
        : this.conclude(id),
    );
  }

  private async conclude(id: string): Promise<void> {
    const { outcome, message } = this.turns.planOf(id);
    switch (outcome) {
      case 'fail':
        await this.settle(id, 'failed', message ?? 'The agent stopped.');
        break;
      case 'cancel':
        await this.settle(id, 'cancelled');
        break;
      case 'wait_for_user':
        this.sessions.pause(id, 'waiting_for_user');
        break;
      case 'idle':
        this.sessions.pause(id, 'idle');
        break;
      default:
        await this.finish(id);
    }
  }

  private async finish(id: string): Promise<void> {
    const { world } = this;
    const task = this.sessions.ensureBegun(id);
    if (this.turns.planOf(id).outcome !== 'no_change') {
      await this.work.commit(task, world.repository(task.repositoryId));
    }
    await this.settle(id, 'completed');
  }

  private async settle(
    id: string,
    state: AgentTaskState,
    errorMessage?: string,
  ): Promise<void> {
    const task = this.sessions.end(id, state, errorMessage);
    const repository = this.world.repositories.get(task.repositoryId);
    if (repository && task.branch && state !== 'completed') {
      const conclusion = state === 'cancelled' ? 'cancelled' : 'failure';
      this.workflows.endAgentRun(repository, task.branch, conclusion);
    }
  }

  private task(id: string): AgentTask {
    const task = this.world.tasks.get(id);
    if (!task) throw new Error(`There is no task ${id}`);
    return task;
  }

  private now(): number {
    return this.world.clock.now();
  }

  /** Replaces what the task would have done by what somebody decided. */
  private async decide(
    id: string,
    step: () => Promise<void>,
    options: { settled?: boolean } = {},
  ): Promise<void> {
    this.task(id);
    await this.turns.instead(id, async () => {
      const { state } = this.task(id);
      if (!options.settled && SETTLED.has(state)) {
        throw new Error(`Task ${id} is ${state} already`);
      }
      await step();
    });
  }
}
