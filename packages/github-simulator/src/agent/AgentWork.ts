import { PullService } from '../state/PullService';
import { refreshBranches } from '../state/refreshBranches';
import { AgentTask, Pull, Repository } from '../state/types';
import { WorkflowService } from '../state/WorkflowService';
import { COPILOT, World } from '../state/World';
import { AgentBehaviour } from './AgentBehaviour';
import { planWork } from './planWork';
import { pullText } from './pullText';
import { slugOf } from './titleOf';

/** What an agent leaves in git and on the pull request. */
export class AgentWork {
  constructor(
    private readonly world: World,
    private readonly pulls: PullService,
    private readonly workflows: WorkflowService,
    private readonly webUrl: () => string,
    private readonly behaviour: AgentBehaviour,
  ) {}

  /** Why the agent cannot begin; undefined where it can. */
  async refusal(
    task: AgentTask,
    repository: Repository,
  ): Promise<string | undefined> {
    const base = repository.branches.get(task.baseRef);
    if (!base) return `The base branch ${task.baseRef} does not exist.`;
    const { models } = this.behaviour;
    if (task.model && models && !models.includes(task.model)) {
      return 'Requested model not available for session';
    }
    if (
      task.customAgent &&
      !(await this.hasCustomAgent(repository, base, task.customAgent))
    ) {
      return `Custom agent ${task.customAgent} was not found.`;
    }
    return undefined;
  }

  /** Of the repository itself, or of all that its owner has. */
  private async hasCustomAgent(
    repository: Repository,
    base: string,
    name: string,
  ): Promise<boolean> {
    const { git, repositories } = this.world;
    const shared = [...repositories.values()].filter(
      other =>
        other.ownerId === repository.ownerId &&
        ['.github-private', '.github'].includes(other.name),
    );
    const folders = [
      { id: repository.id, folder: `${base}:.github/agents` },
      ...shared.map(({ id }) => ({ id, folder: 'HEAD:agents' })),
    ];
    const files = folders.flatMap(({ id, folder }) =>
      ['agent.md', 'md'].map(ending =>
        git.resolve(id, `${folder}/${name}.${ending}`),
      ),
    );
    return (await Promise.all(files)).some(Boolean);
  }

  /**
   * Opens the branch with an empty commit, and the draft pull request where
   * the task wants one; a task may also join the open one of its branch.
   */
  async open(task: AgentTask, repository: Repository): Promise<AgentTask> {
    const { world } = this;
    const joined = task.headRef && this.openPull(repository, task);
    const branch = joined ? joined.headRef : this.branchName(repository, task);
    if (!joined) {
      const sha = await world.git.commit(repository.id, {
        branch,
        parent: repository.branches.get(task.baseRef),
        message: `Initial plan\n\n${this.trailers(task)}`,
        author: { name: COPILOT.gitName, email: COPILOT.gitEmail },
        at: world.clock.now(),
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
    return world.tasks.update(task.id, world.clock.now(), current => ({
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

  /** Commits the work and asks the person who started it for a review. */
  async commit(begun: AgentTask, repository: Repository): Promise<void> {
    const { world } = this;
    const task = begun.branch ? begun : await this.open(begun, repository);
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
        at: world.clock.now(),
      },
    );
    const sha = await world.git.commit(repository.id, {
      branch,
      parent,
      message: `${task.name}\n\n${this.trailers(task)}`,
      author: { name: COPILOT.gitName, email: COPILOT.gitEmail },
      at: world.clock.now(),
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
}
