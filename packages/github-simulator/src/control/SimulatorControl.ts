import { AgentRule } from '../agent/AgentBehaviour';
import { AgentRunner } from '../agent/AgentRunner';
import { UserTokens } from '../oauth';
import { Urls } from '../rest/present/Urls';
import { addToken } from '../state/addToken';
import { createRepository } from '../state/createRepository';
import { approvals } from '../state/loadSeed';
import { PullService } from '../state/PullService';
import {
  SeedRefreshToken,
  SeedRepository,
  SeedToken,
  SeedUser,
} from '../state/SimulatorSeed';
import {
  Account,
  AgentTask,
  AgentTaskState,
  Pull,
  Repository,
} from '../state/types';
import { WorkflowService } from '../state/WorkflowService';
import { World } from '../state/World';
import {
  ControlledPull,
  ControlledTask,
  describePull,
  describeTask,
} from './controlled';
import { ControlError } from './ControlError';

/**
 * Plays GitHub's side by hand: what agents, people and administrators do there
 * and no public API of GitHub offers.
 *
 * @public
 */
export class SimulatorControl {
  /** @internal */
  constructor(
    private readonly world: World,
    private readonly pulls: PullService,
    private readonly agent: AgentRunner,
    private readonly workflows: WorkflowService,
    private readonly userTokens: UserTokens,
    private readonly urls: () => Urls,
  ) {}

  async addUser(user: SeedUser): Promise<void> {
    this.world.addAccount({ ...user, type: 'User' });
  }

  async addToken(token: SeedToken): Promise<void> {
    addToken(this.world, token);
  }

  /** Lets a token end now, or be valid again. */
  async setTokenExpired(token: string, expired = true): Promise<void> {
    const found = this.world.tokens.get(token);
    if (!found) throw new ControlError(404, 'There is no such token');
    found.expiresAt = expired ? this.world.clock.now() : undefined;
  }

  /** Makes a token unknown. */
  async revokeToken(token: string): Promise<void> {
    if (!this.world.tokens.delete(token)) {
      throw new ControlError(404, 'There is no such token');
    }
  }

  /** As when a user authorises an App again. */
  async addRefreshToken(token: SeedRefreshToken): Promise<void> {
    this.userTokens.addRefreshToken(token);
  }

  /** As when a user withdraws an App's authorisation. */
  async revokeRefreshToken(token: string): Promise<void> {
    if (!this.userTokens.revoke(token)) {
      throw new ControlError(404, 'There is no such refresh token');
    }
  }

  async setCopilotSeat(login: string, hasSeat: boolean): Promise<void> {
    this.account(login).copilotSeat = hasSeat;
  }

  async createRepository(
    input: SeedRepository,
  ): Promise<{ id: number; fullName: string; url: string }> {
    const { owner, collaborators, requiredApprovals, ...rest } = input;
    const account = this.account(owner);
    if (this.world.repositoryByName(owner, input.name)) {
      throw new ControlError(409, `${owner}/${input.name} exists already`);
    }
    const repository = await createRepository(this.world, {
      ...rest,
      owner: account,
      collaborators: new Map(
        Object.entries(collaborators ?? {}).map(([login, role]) => [
          this.account(login).id,
          role,
        ]),
      ),
    });
    if (requiredApprovals) {
      repository.protections.set(
        repository.defaultBranch,
        approvals(requiredApprovals),
      );
    }
    const fullName = this.world.fullName(repository);
    return {
      id: repository.id,
      fullName,
      url: `${this.urls().web}/${fullName}`,
    };
  }

  async listRepositories(): Promise<
    { id: number; fullName: string; url: string }[]
  > {
    return [...this.world.repositories.values()].map(repository => {
      const fullName = this.world.fullName(repository);
      return {
        id: repository.id,
        fullName,
        url: `${this.urls().web}/${fullName}`,
      };
    });
  }

  async setAgentsEnabled(owner: string, repo: string, enabled: boolean) {
    this.repository(owner, repo).agentsEnabled = enabled;
  }

  async setArchived(owner: string, repo: string, archived: boolean) {
    this.repository(owner, repo).archived = archived;
  }

  /** All tasks, newest first. */
  async listTasks(
    filter: { repository?: string; state?: AgentTaskState } = {},
  ): Promise<ControlledTask[]> {
    return this.world.tasks
      .all()
      .map(task => describeTask(this.world, this.urls(), task))
      .filter(
        task =>
          (!filter.repository ||
            task.repository.toLowerCase() ===
              filter.repository.toLowerCase()) &&
          (!filter.state || task.state === filter.state),
      )
      .reverse();
  }

  async getTask(taskId: string): Promise<ControlledTask> {
    return describeTask(this.world, this.urls(), this.task(taskId));
  }

  /** The agent asks something and waits. */
  waitForUser(taskId: string): Promise<ControlledTask> {
    return this.decide(taskId, () => this.agent.waitForUser(taskId));
  }

  /** The agent's turn ends; its session lives. */
  idle(taskId: string): Promise<ControlledTask> {
    return this.decide(taskId, () => this.agent.idle(taskId));
  }

  /** A person answers; the agent goes on. */
  answer(taskId: string): Promise<ControlledTask> {
    return this.decide(taskId, () => this.agent.answer(taskId));
  }

  /** The agent does the rest of its work now. */
  complete(taskId: string): Promise<ControlledTask> {
    return this.decide(taskId, () => this.agent.complete(taskId));
  }

  fail(taskId: string, message = 'The agent stopped.') {
    return this.decide(taskId, () => this.agent.fail(taskId, message));
  }

  timeOut(taskId: string): Promise<ControlledTask> {
    return this.decide(taskId, () => this.agent.timeOut(taskId));
  }

  cancel(taskId: string): Promise<ControlledTask> {
    return this.decide(taskId, () => this.agent.cancel(taskId));
  }

  /** A new session joins the task, also where it is settled. */
  resume(taskId: string, prompt: string): Promise<ControlledTask> {
    return this.decide(taskId, () => this.agent.resume(taskId, prompt));
  }

  archive(taskId: string, archived = true): Promise<ControlledTask> {
    return this.decide(taskId, async () =>
      this.agent.archive(taskId, archived),
    );
  }

  /** Puts a rule for coming tasks in front of all others; returns its id. */
  async addAgentRule(rule: AgentRule): Promise<string> {
    return this.agent.rules.addFirst(rule);
  }

  async clearAgentRules(id?: string): Promise<void> {
    this.agent.rules.clear(id);
  }

  async listAgentRules() {
    return this.agent.rules.list();
  }

  async listPulls(owner: string, repo: string): Promise<ControlledPull[]> {
    return [...this.repository(owner, repo).pulls.values()].map(pull =>
      describePull(this.world, pull),
    );
  }

  async getPull(owner: string, repo: string, number: number) {
    return describePull(this.world, this.pull(owner, repo, number));
  }

  async approvePull(
    owner: string,
    repo: string,
    number: number,
    login: string,
  ): Promise<ControlledPull> {
    const pull = this.pull(owner, repo, number);
    this.pulls.review(pull, this.account(login), 'APPROVE', '');
    return describePull(this.world, pull);
  }

  async requestChanges(
    owner: string,
    repo: string,
    number: number,
    login: string,
    body = 'Please change this.',
  ): Promise<ControlledPull> {
    const pull = this.pull(owner, repo, number);
    this.pulls.review(pull, this.account(login), 'REQUEST_CHANGES', body);
    return describePull(this.world, pull);
  }

  async markPullReady(owner: string, repo: string, number: number) {
    const pull = this.pull(owner, repo, number);
    const { ownerId } = this.repository(owner, repo);
    this.pulls.setDraft(pull, this.world.account(ownerId), false);
    return describePull(this.world, pull);
  }

  /**
   * Merges as `login` (default: the owner), past required reviews where
   * `force` is set. A draft is refused, as at GitHub.
   */
  async mergePull(
    owner: string,
    repo: string,
    number: number,
    options: { login?: string; force?: boolean } = {},
  ): Promise<ControlledPull> {
    const pull = this.pull(owner, repo, number);
    const sender = this.account(options.login ?? owner);
    await this.pulls.merge(pull, sender, { force: options.force });
    return describePull(this.world, pull);
  }

  async closePull(
    owner: string,
    repo: string,
    number: number,
    login: string = owner,
  ): Promise<ControlledPull> {
    const pull = this.pull(owner, repo, number);
    this.pulls.setState(pull, this.account(login), 'closed');
    return describePull(this.world, pull);
  }

  /** "Approve and run" for every waiting workflow of a branch. */
  async approveWorkflows(
    owner: string,
    repo: string,
    branch: string,
  ): Promise<number> {
    const { id } = this.repository(owner, repo);
    const waiting = [...this.world.runs.values()].filter(
      run =>
        run.repositoryId === id &&
        run.branch === branch &&
        run.conclusion === 'action_required',
    );
    for (const run of waiting) this.workflows.approve(run);
    return waiting.length;
  }

  private async decide(
    taskId: string,
    work: () => Promise<void>,
  ): Promise<ControlledTask> {
    this.task(taskId);
    try {
      await work();
    } catch (error) {
      if (error instanceof Error && /^Task /.test(error.message)) {
        throw new ControlError(409, error.message);
      }
      throw error;
    }
    return describeTask(this.world, this.urls(), this.task(taskId));
  }

  private task(id: string): AgentTask {
    const task = this.world.tasks.get(id);
    if (!task) throw new ControlError(404, `There is no task ${id}`);
    return task;
  }

  private account(login: string): Account {
    const account = this.world.accountByLogin(login);
    if (!account) throw new ControlError(404, `There is no account ${login}`);
    return account;
  }

  private repository(owner: string, repo: string): Repository {
    const found = this.world.repositoryByName(owner, repo);
    if (!found) throw new ControlError(404, `There is no ${owner}/${repo}`);
    return found;
  }

  private pull(owner: string, repo: string, number: number): Pull {
    const pull = this.repository(owner, repo).pulls.get(number);
    if (!pull) {
      throw new ControlError(404, `There is no ${owner}/${repo}#${number}`);
    }
    return pull;
  }
}
