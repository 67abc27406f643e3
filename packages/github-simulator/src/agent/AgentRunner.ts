import { ScheduledJob } from '../clock';
import { PullService } from '../state/PullService';
import { refreshBranches } from '../state/refreshBranches';
import { Random } from '../state/Random';
import {
  Account,
  AgentSession,
  AgentTask,
  AgentTaskState,
  Pull,
  Repository,
} from '../state/types';
import { WorkflowService } from '../state/WorkflowService';
import { COPILOT, World } from '../state/World';
import {
  AgentBehaviour,
  AgentOutcome,
  AgentRule,
  USUAL_BEHAVIOUR,
} from './AgentBehaviour';
import { planWork, slugOf, titleOf } from './planWork';
import { pullText } from './pullText';
import { RuleBook } from './RuleBook';

/** A billion nano units are one AI credit. */
const NANO_PER_CREDIT = 1e9;
const CREDITS_PER_MINUTE = 1.5;

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

interface Running {
  outcome: AgentOutcome;
  message?: string;
  workMs: number;
  job?: ScheduledJob;
  /** Steps of one task run one after the other. */
  turn: Promise<unknown>;
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
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly world: World,
    private readonly pulls: PullService,
    private readonly workflows: WorkflowService,
    private readonly webUrl: () => string,
    private readonly random: Random,
    behaviour: Partial<AgentBehaviour> = {},
  ) {
    this.behaviour = { ...USUAL_BEHAVIOUR, ...behaviour };
    this.rules = new RuleBook(random, this.behaviour.rules);
  }

  create(input: NewTask): AgentTask {
    const { world, behaviour, random } = this;
    const now = world.clock.now();
    const task: AgentTask = {
      id: random.uuid(),
      repositoryId: input.repository.id,
      creatorId: input.creator.id,
      name: input.prompt.trim().split('\n')[0].slice(0, 80),
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
    const running: Running = {
      outcome: rule.outcome,
      message: rule.message,
      workMs: rule.workMs ?? time(behaviour.workMs),
      turn: Promise.resolve(),
    };
    this.running.set(task.id, running);
    this.later(task.id, rule.queuedMs ?? time(behaviour.queuedMs), () =>
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
    return this.decide(id, async () => this.pause(id, 'waiting_for_user'));
  }

  idle(id: string): Promise<void> {
    return this.decide(id, async () => this.pause(id, 'idle'));
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
      this.setState(id, 'in_progress');
      const running = this.runningOf(id);
      running.outcome = 'complete';
      this.later(id, running.workMs / 2, () => this.finish(id));
    });
  }

  /** A new session joins the task, whatever its state. */
  resume(id: string, prompt: string): Promise<void> {
    return this.decide(
      id,
      async () => {
        const running = this.runningOf(id);
        running.outcome = 'complete';
        this.world.tasks.update(id, this.now(), task => ({
          state: 'in_progress',
          sessions: [...task.sessions, this.newSession(task, prompt)],
        }));
        this.later(id, running.workMs, () => this.finish(id));
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
    const running = this.runningOf(id);
    const repository = world.repositories.get(task.repositoryId);
    if (!repository) return;
    const opened = this.begin(id);
    const refusal = await this.refusal(opened, repository);
    if (refusal) {
      await this.settle(id, 'failed', refusal);
      return;
    }
    if (running.outcome !== 'no_change') {
      await this.openBranch(opened, repository);
    }
    if (running.outcome === 'hold') return;
    const limit = behaviour.sessionLimitMs;
    const timesOut = running.outcome === 'time_out' || running.workMs > limit;
    this.later(id, Math.min(running.workMs, limit), () =>
      timesOut
        ? this.settle(
            id,
            'timed_out',
            running.message ?? 'The session timed out.',
          )
        : this.conclude(id),
    );
  }

  /** The session starts: GitHub gives the task its human name. */
  private begin(id: string): AgentTask {
    return this.world.tasks.update(id, this.now(), task => {
      const session = this.newSession(task, task.prompt);
      return {
        state: 'in_progress',
        name: titleOf(task.prompt),
        sessions: [...task.sessions, session],
      };
    });
  }

  private newSession(task: AgentTask, prompt: string): AgentSession {
    const now = this.now();
    return {
      id: this.random.uuid(),
      name: titleOf(prompt),
      userId: task.creatorId,
      state: 'in_progress',
      prompt,
      headRef: task.branch,
      baseRef: task.baseRef,
      model: task.model ?? this.behaviour.defaultModel,
      createdAt: now,
      updatedAt: now,
    };
  }

  private async refusal(
    task: AgentTask,
    repository: Repository,
  ): Promise<string | undefined> {
    const base = repository.branches.get(task.baseRef);
    if (!base) return `The base branch ${task.baseRef} does not exist.`;
    const { models } = this.behaviour;
    if (task.model && models && !models.includes(task.model)) {
      return 'Requested model not available for session';
    }
    if (task.customAgent) {
      const path = `.github/agents/${task.customAgent}.agent.md`;
      if (!(await this.world.git.resolve(repository.id, `${base}:${path}`))) {
        return `Custom agent ${task.customAgent} was not found.`;
      }
    }
    return undefined;
  }

  private async openBranch(
    task: AgentTask,
    repository: Repository,
  ): Promise<void> {
    const { world } = this;
    const joined = task.headRef && this.openPull(repository, task);
    const branch = joined ? joined.headRef : this.branchName(repository, task);
    if (!joined) {
      const sha = await world.git.commit(repository.id, {
        branch,
        parent: repository.branches.get(task.baseRef),
        message: `Initial plan\n\n${this.trailers(task)}`,
        author: { name: COPILOT.gitName, email: COPILOT.gitEmail },
        at: this.now(),
        files: {},
      });
      await refreshBranches(world, repository, world.copilot, { branch, sha });
    }
    this.workflows.startAgentRun(repository, branch);
    let pull = joined || undefined;
    if (!pull && task.createPullRequest) {
      pull = await this.pulls.open(repository, world.copilot, {
        title: `[WIP] ${task.name}`,
        body: this.describe(task),
        head: branch,
        base: task.baseRef,
        draft: true,
        taskId: task.id,
      });
      pull.assigneeIds.add(task.creatorId);
      pull.assigneeIds.add(COPILOT.id);
    }
    world.tasks.update(task.id, this.now(), current => ({
      branch,
      pullId: pull?.id,
      sessions: current.sessions.map(session => ({
        ...session,
        headRef: branch,
      })),
    }));
  }

  /** `head_ref` counts only where it has an open pull request to the base. */
  private openPull(repository: Repository, task: AgentTask): Pull | undefined {
    return [...repository.pulls.values()].find(
      pull =>
        pull.state === 'open' &&
        pull.headRef === task.headRef &&
        pull.baseRef === task.baseRef,
    );
  }

  private branchName(repository: Repository, task: AgentTask): string {
    const wanted = `copilot/${slugOf(task.name)}`;
    return repository.branches.has(wanted)
      ? `${wanted}-${task.id.slice(0, 8)}`
      : wanted;
  }

  private async conclude(id: string): Promise<void> {
    const { outcome, message } = this.runningOf(id);
    switch (outcome) {
      case 'fail':
        await this.settle(id, 'failed', message ?? 'The agent stopped.');
        break;
      case 'cancel':
        await this.settle(id, 'cancelled');
        break;
      case 'wait_for_user':
        this.pause(id, 'waiting_for_user');
        break;
      case 'idle':
        this.pause(id, 'idle');
        break;
      default:
        await this.finish(id);
    }
  }

  private async finish(id: string): Promise<void> {
    const { world } = this;
    let task = this.task(id);
    const repository = world.repository(task.repositoryId);
    const noChange = this.running.get(id)?.outcome === 'no_change';
    if (!task.sessions.length) task = this.begin(id);
    if (!noChange) {
      if (!task.branch) await this.openBranch(task, repository);
      task = this.task(id);
      const branch = task.branch ?? task.baseRef;
      const parent = repository.branches.get(branch);
      const work = await planWork(
        world.git,
        repository.id,
        parent ?? task.baseRef,
        {
          title: task.name,
          slug: slugOf(task.name),
          prompt: task.sessions.at(-1)?.prompt ?? task.prompt,
          at: this.now(),
        },
      );
      const sha = await world.git.commit(repository.id, {
        branch,
        parent,
        message: `${task.name}\n\n${this.trailers(task)}`,
        author: { name: COPILOT.gitName, email: COPILOT.gitEmail },
        at: this.now(),
        files: work.files,
      });
      await refreshBranches(world, repository, world.copilot, { branch, sha });
      this.workflows.endAgentRun(repository, branch, 'success');
      const pull = this.pullOf(task);
      if (pull?.state === 'open') {
        this.pulls.edit(pull, world.copilot, {
          title: pull.title.replace(/^\[WIP\] /, ''),
          body: this.describe(task, work.summary),
        });
        const starter = world.account(task.creatorId);
        this.pulls.requestReviewers(pull, world.copilot, [starter], []);
      }
    }
    await this.settle(id, 'completed');
  }

  private async settle(
    id: string,
    state: AgentTaskState,
    errorMessage?: string,
  ): Promise<void> {
    if (!this.task(id).sessions.length) this.begin(id);
    const now = this.now();
    const task = this.world.tasks.update(id, now, current => {
      const sessions = current.sessions.map(session => ({ ...session }));
      const last = sessions.at(-1);
      if (last) {
        const minutes = Math.max(0.2, (now - last.createdAt) / 60_000);
        last.state = state;
        last.updatedAt = now;
        last.completedAt = now;
        last.errorMessage = errorMessage;
        last.usageNano = Math.round(
          this.random.spread(minutes * CREDITS_PER_MINUTE, 0.2) *
            NANO_PER_CREDIT,
        );
      }
      return { state, sessions };
    });
    const repository = this.world.repositories.get(task.repositoryId);
    if (repository && task.branch && state !== 'completed') {
      const conclusion = state === 'cancelled' ? 'cancelled' : 'failure';
      this.workflows.endAgentRun(repository, task.branch, conclusion);
    }
  }

  private pause(id: string, state: 'waiting_for_user' | 'idle'): void {
    if (!this.task(id).sessions.length) this.begin(id);
    this.setState(id, state);
  }

  private setState(id: string, state: AgentTaskState): void {
    const now = this.now();
    this.world.tasks.update(id, now, task => ({
      state,
      sessions: task.sessions.map((session, index) =>
        index === task.sessions.length - 1
          ? { ...session, state, updatedAt: now }
          : session,
      ),
    }));
  }

  private describe(task: AgentTask, summary?: string[]): string {
    const repository = this.world.repository(task.repositoryId);
    const fullName = this.world.fullName(repository);
    return pullText(task, {
      starter: this.world.account(task.creatorId).login,
      taskUrl: `${this.webUrl()}/${fullName}/tasks/${task.id}`,
      summary,
    });
  }

  private trailers(task: AgentTask): string {
    const creator = this.world.account(task.creatorId);
    const repository = this.world.repository(task.repositoryId);
    const url = `${this.webUrl()}/${this.world.fullName(repository)}/tasks/${
      task.id
    }`;
    return [
      `Agent-Logs-Url: ${url}`,
      `Co-authored-by: ${creator.login} <${creator.id}+${creator.login}@users.noreply.github.com>`,
      '',
    ].join('\n');
  }

  private pullOf(task: AgentTask): Pull | undefined {
    return task.pullId === undefined
      ? undefined
      : this.world.pulls.get(task.pullId);
  }

  private task(id: string): AgentTask {
    const task = this.world.tasks.get(id);
    if (!task) throw new Error(`There is no task ${id}`);
    return task;
  }

  private runningOf(id: string): Running {
    let running = this.running.get(id);
    if (!running) {
      running = {
        outcome: 'complete',
        workMs: this.behaviour.workMs,
        turn: Promise.resolve(),
      };
      this.running.set(id, running);
    }
    return running;
  }

  private now(): number {
    return this.world.clock.now();
  }

  private later(id: string, ms: number, step: () => Promise<void>): void {
    const running = this.runningOf(id);
    running.job = this.world.clock.schedule(ms, () => this.inTurn(id, step));
  }

  /** Replaces what the task would have done by what somebody decided. */
  private async decide(
    id: string,
    step: () => Promise<void>,
    options: { settled?: boolean } = {},
  ): Promise<void> {
    this.task(id);
    const running = this.runningOf(id);
    running.job?.cancel();
    await this.inTurn(id, async () => {
      running.job?.cancel();
      const { state } = this.task(id);
      if (!options.settled && SETTLED.has(state)) {
        throw new Error(`Task ${id} is ${state} already`);
      }
      await step();
    });
  }

  private inTurn(id: string, step: () => Promise<void>): Promise<void> {
    const running = this.runningOf(id);
    const turn = running.turn.then(step);
    running.turn = turn.catch(() => {});
    return turn;
  }
}
