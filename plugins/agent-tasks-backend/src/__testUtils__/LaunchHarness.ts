import { GitHubSimulator } from '@agent-tasks/github-simulator';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Admission } from '../admission/Admission';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import { releaseLostAdmissions } from '../database/operations/admission/releaseLostAdmissions';
import type { TaskRow } from '../database/rows';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { GitHubClients } from '../identities/GitHubClients';
import { IdentityProbe } from '../identities/IdentityProbe';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import type { RequesterTokens } from '../identities/RequesterTokens';
import { Launcher } from '../launcher/Launcher';
import type { LaunchGuard } from '../launcher/LaunchGuard';
import { Reconciler } from '../launcher/Reconciler';
import { takeOverLaunches } from '../launcher/takeOverLaunches';
import { createFindAgentFile } from '../policy/preflight/createFindAgentFile';
import { RepositoryPreflight } from '../policy/preflight/RepositoryPreflight';
import { createIdentities } from './createIdentities';
import { allowed } from './insertTask';

/** Short times, so that a test sees the end of a window. */
export const quickLaunchConfig: Pick<
  AgentTasksConfig,
  'approvals' | 'concurrency' | 'launch' | 'reconcile'
> = {
  approvals: { expiryMs: 60_000, reminderMs: 20_000 },
  concurrency: {},
  launch: { timeoutMs: 700, leaseMs: 1_500 },
  reconcile: { windowMs: 1_500, afterWindow: 'hold' },
};

/** A GitHub with two automation accounts and a repository. */
export async function startGitHub(
  options: { port?: number } = {},
): Promise<GitHubSimulator> {
  return await GitHubSimulator.start({
    ...options,
    agent: { queuedMs: 50, workMs: 3_600_000, jitter: 0 },
    seed: {
      users: [{ login: 'bot-a' }, { login: 'bot-b' }],
      organizations: [{ login: 'acme', members: ['bot-a', 'bot-b'] }],
      tokens: [
        { token: 'github_pat_a', user: 'bot-a' },
        { token: 'github_pat_b', user: 'bot-b' },
      ],
      repositories: [
        {
          owner: 'acme',
          name: 'web',
          files: {
            'README.md': '# Web',
            '.github/agents/upgrader.agent.md': 'Upgrade with care.\n',
          },
        },
      ],
    },
  });
}

/** The identities of {@link startGitHub}. */
export function gitHubIdentities(
  apiBaseUrl: string,
  ...ids: ('a' | 'b')[]
): IdentityRegistry {
  return createIdentities(
    ...ids.map(id => ({ id, apiBaseUrl, token: `github_pat_${id}` })),
  );
}

/**
 * The parts of the engine, driven step by step: jobs are an array, and time
 * passes only where a test lets it.
 */
export class LaunchHarness {
  readonly jobs: string[] = [];
  readonly launcher: Launcher;
  readonly reconciler: Reconciler;
  readonly admission: Admission;
  readonly probe: IdentityProbe;
  readonly preflight: RepositoryPreflight;
  private readonly recorder: AnswerRecorder;

  static async create(options: {
    knex: Knex;
    identities: IdentityRegistry;
    guard?: LaunchGuard;
    afterWindow?: 'hold' | 'relaunch';
    requesterTokens?: RequesterTokens;
  }): Promise<LaunchHarness> {
    const harness = new LaunchHarness(options.knex, options);
    await harness.probe.sync();
    return harness;
  }

  private constructor(
    private readonly knex: Knex,
    options: {
      identities: IdentityRegistry;
      guard?: LaunchGuard;
      afterWindow?: 'hold' | 'relaunch';
      requesterTokens?: RequesterTokens;
    },
  ) {
    const {
      requesterTokens,
      identities,
      guard = async () => allowed,
    } = options;
    const logger = mockServices.logger.mock();
    const config = {
      ...quickLaunchConfig,
      reconcile: {
        ...quickLaunchConfig.reconcile,
        afterWindow: options.afterWindow ?? 'hold',
      },
    };
    this.recorder = new AnswerRecorder({ knex, logger });
    const clients = GitHubClients.create({
      identities,
      recorder: this.recorder,
      logger,
    });
    this.preflight = RepositoryPreflight.create({
      clients,
      knex,
      logger,
      cacheMs: 60_000,
    });
    const deps = {
      knex,
      config,
      identities,
      clients,
      guard,
      findAgentFile: createFindAgentFile({ preflight: this.preflight, logger }),
      logger,
      requesterTokens,
    };
    this.launcher = new Launcher(deps);
    this.reconciler = new Reconciler(deps);
    this.probe = new IdentityProbe(deps);
    this.admission = Admission.create({
      knex,
      identities,
      queue: {
        enqueue: async (_tx, taskIds) => void this.jobs.push(...taskIds),
      },
    });
  }

  /** Everything that the engine does in one round of its loops. */
  async round(): Promise<void> {
    await takeOverLaunches(this.knex);
    await releaseLostAdmissions(this.knex);
    await this.reconciler.run(new AbortController().signal);
    await this.admission.run();
    await Promise.all(
      this.jobs.splice(0).map(taskId => this.launcher.launch(taskId)),
    );
    await this.recorder.flush();
  }

  /** Rounds until a task is where a test wants it. */
  async until(
    taskId: string,
    condition: (task: TaskRow) => boolean,
  ): Promise<TaskRow> {
    const end = Date.now() + 20_000;
    for (;;) {
      await this.round();
      const task = await this.knex('agent_tasks').where('id', taskId).first();
      if (task && condition(task)) {
        return task;
      }
      if (Date.now() > end) {
        throw new Error(
          `After 20 s the task is ${task?.launch_state}: ${task?.failure_message}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}
