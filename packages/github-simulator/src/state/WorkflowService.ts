import { nodeId } from './nodeId';
import { Account, CheckConclusion, Repository, WorkflowRun } from './types';
import { World } from './World';

const AGENT_PATH = 'dynamic/copilot-swe-agent/copilot';

/** Workflow runs: the agent's own, and those of the repository. */
export class WorkflowService {
  /** The agent's unfinished runs, by repository and branch. */
  private readonly agentRuns = new Map<string, WorkflowRun>();

  constructor(
    private readonly world: World,
    private readonly durationMs: number,
  ) {
    world.events.on('push', ({ repository, ref, after, sender }) => {
      const branch = ref.replace('refs/heads/', '');
      if (/^0+$/.test(after)) return;
      // Through the clock, so that `advance` waits for it.
      world.clock.schedule(0, () =>
        this.startRuns(repository, branch, after, sender),
      );
    });
  }

  startAgentRun(repository: Repository, branch: string): void {
    const run = this.create(repository, {
      name: 'Running Copilot',
      path: AGENT_PATH,
      event: 'dynamic',
      branch,
      sha: repository.branches.get(branch) ?? '',
      actor: this.world.copilot,
      status: 'in_progress',
    });
    this.agentRuns.set(`${repository.id}:${branch}`, run);
    this.tell(run, 'requested');
  }

  endAgentRun(
    repository: Repository,
    branch: string,
    conclusion: CheckConclusion,
  ): void {
    const key = `${repository.id}:${branch}`;
    const run = this.agentRuns.get(key);
    if (!run) return;
    this.agentRuns.delete(key);
    this.end(run, conclusion);
  }

  /** A person's "Approve and run". */
  approve(run: WorkflowRun): void {
    if (run.conclusion !== 'action_required') return;
    run.status = 'queued';
    run.conclusion = undefined;
    run.updatedAt = this.world.clock.now();
    this.tell(run, 'requested');
    this.proceed(run);
  }

  private async startRuns(
    repository: Repository,
    branch: string,
    sha: string,
    sender: Account,
  ): Promise<void> {
    if (!this.world.repositories.has(repository.id)) return;
    const { git } = this.world;
    const byAgent = sender.id === this.world.copilot.id;
    for (const { path, type } of await git.tree(repository.id, sha, {
      folder: '.github/workflows/',
    })) {
      if (type !== 'blob' || !/\.ya?ml$/.test(path)) continue;
      const text = (await git.blob(repository.id, `${sha}:${path}`)).toString();
      const waits = byAgent && repository.requireWorkflowApproval;
      const run = this.create(repository, {
        name: /^name:\s*['"]?(.+?)['"]?\s*$/m.exec(text)?.[1] ?? path,
        path,
        event: branch === repository.defaultBranch ? 'push' : 'pull_request',
        branch,
        sha,
        actor: sender,
        status: 'queued',
      });
      this.tell(run, 'requested');
      if (waits) this.end(run, 'action_required');
      else this.proceed(run);
    }
  }

  private proceed(run: WorkflowRun): void {
    const { clock } = this.world;
    clock.schedule(this.durationMs / 10, () => {
      run.status = 'in_progress';
      run.updatedAt = clock.now();
      this.tell(run, 'in_progress');
      clock.schedule(this.durationMs, () => this.end(run, 'success'));
    });
  }

  private end(run: WorkflowRun, conclusion: CheckConclusion): void {
    run.status = 'completed';
    run.conclusion = conclusion;
    run.updatedAt = this.world.clock.now();
    this.tell(run, 'completed');
  }

  private create(
    repository: Repository,
    input: Pick<
      WorkflowRun,
      'name' | 'path' | 'event' | 'branch' | 'sha' | 'status'
    > & { actor: Account },
  ): WorkflowRun {
    const { actor, ...rest } = input;
    const now = this.world.clock.now();
    const id = this.world.nextId('other');
    const suiteId = this.world.nextId('other');
    const checkId = this.world.nextId('other');
    const run: WorkflowRun = {
      ...rest,
      id,
      nodeId: nodeId('WorkflowRun', id),
      suiteId,
      suiteNodeId: nodeId('CheckSuite', suiteId),
      checkId,
      checkNodeId: nodeId('CheckRun', checkId),
      repositoryId: repository.id,
      runNumber: this.world.runs.size + 1,
      actorId: actor.id,
      createdAt: now,
      updatedAt: now,
    };
    this.world.addRun(run);
    return run;
  }

  private tell(
    run: WorkflowRun,
    action: 'requested' | 'in_progress' | 'completed',
  ): void {
    const event = {
      repository: this.world.repository(run.repositoryId),
      run,
      sender: this.world.account(run.actorId),
    };
    this.world.events.emit('workflow_run', { action, ...event });
    if (action !== 'in_progress') {
      this.world.events.emit('check_suite', { action, ...event });
    }
  }
}
