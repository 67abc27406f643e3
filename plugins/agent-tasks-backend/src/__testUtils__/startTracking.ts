import {
  GitHubSimulator,
  SimulatorOptions,
} from '@agent-tasks/github-simulator';
import { mockServices } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { TaskRow } from '../database/rows';
import { createTask } from '../github/createTask';
import { AnswerRecorder } from '../identities/AnswerRecorder';
import { GitHubClients } from '../identities/GitHubClients';
import { IdentityRegistry } from '../identities/IdentityRegistry';
import { Tracker } from '../tracker/Tracker';
import { insertLaunched } from './insertLaunched';

/** Short times, so that a story takes a second. */
const quick: AgentTasksConfig['tracking'] = {
  activeIntervalMs: 100,
  idleIntervalMs: 200,
  fullSweepIntervalMs: 200,
  silentAfterMs: 60_000,
  pullRequestIntervalMs: 200,
};

/** A simulated GitHub, trackers on it, and what they have written. */
export async function startTracking(
  knex: Knex,
  options: {
    simulator?: SimulatorOptions;
    tracking?: Partial<AgentTasksConfig['tracking']>;
    replicas?: number;
    /** Whether workflows on the agent's pushes wait for a person. */
    requireWorkflowApproval?: boolean;
    /** Of the repository, beside its README. */
    files?: Record<string, string>;
  } = {},
) {
  const simulator = await GitHubSimulator.start({
    ...options.simulator,
    agent: {
      queuedMs: 0,
      workMs: 60_000,
      jitter: 0,
      workflowMs: 1_000,
      rules: [{ outcome: 'hold' }],
      ...options.simulator?.agent,
    },
    seed: {
      organizations: [
        {
          login: 'acme',
          members: ['robot', 'ada', 'bob'],
          teams: [{ name: 'Shop team', members: ['bob'] }],
        },
      ],
      users: [
        { login: 'robot' },
        { login: 'ada' },
        { login: 'bob' },
        { login: 'guest' },
      ],
      tokens: [
        { token: 'ghp_robot', user: 'robot' },
        { token: 'ghp_ada', user: 'ada' },
      ],
      repositories: [
        {
          owner: 'acme',
          name: 'shop',
          requireWorkflowApproval: options.requireWorkflowApproval ?? false,
          files: { 'README.md': '# Shop\n', ...options.files },
        },
      ],
    },
  });
  const identities = IdentityRegistry.create({
    config: {
      identities: [
        {
          id: 'robot',
          host: simulator.host,
          apiBaseUrl: simulator.apiBaseUrl,
          token: 'ghp_robot',
          repositories: ['**'],
          limits: {
            creationsPerMinute: 80,
            creationsPerHour: 500,
            concurrentLaunches: 20,
            pointsPerMinute: 900,
          },
        },
      ],
    },
  });
  const logger = mockServices.logger.mock();
  const recorder = new AnswerRecorder({ knex, logger });
  const clients = GitHubClients.create({ identities, recorder, logger });
  const handlers: ((params: EventParams) => Promise<void>)[] = [];
  const trackers = Array.from({ length: options.replicas ?? 1 }, () =>
    Tracker.create({
      knex,
      logger,
      identities,
      clients,
      tracking: { ...quick, ...options.tracking },
      events: {
        publish: async () => {},
        subscribe: async ({ onEvent }) => {
          handlers.push(onEvent);
        },
      },
    }),
  );
  await Promise.all(trackers.map(tracker => tracker.start()));

  const load = async (id: string): Promise<TaskRow> => {
    const row = await knex('agent_tasks').where({ id }).first();
    if (!row) {
      throw new Error(`Task ${id} is gone`);
    }
    return row;
  };

  return {
    simulator,
    trackers,
    identities,
    clients,
    logger,
    load,
    /** Launches a task as the launcher does. */
    launch: async (row: Partial<TaskRow> = {}) => {
      const reading = await createTask(clients.get('robot'), {
        owner: 'acme',
        name: 'shop',
        prompt: `Write it\n\n${Math.random()}`,
        createPullRequest: row.create_pull_request ?? true,
      });
      return await insertLaunched(knex, {
        host: simulator.host,
        github_task_id: reading.id,
        github_task_url: reading.url ?? null,
        agent_state: reading.state ?? null,
        github_updated_at: reading.updatedAt,
        next_look_at: new Date(Date.now() + 60_000),
        ...row,
      });
    },
    /** Waits until the row has these values. */
    until: async (
      id: string,
      expected: Partial<TaskRow>,
      withinMs = 8_000,
    ): Promise<TaskRow> => {
      const end = Date.now() + withinMs;
      for (;;) {
        const row = await load(id);
        const holds = (Object.keys(expected) as (keyof TaskRow)[]).every(
          column => row[column] === expected[column],
        );
        if (holds || Date.now() > end) {
          expect(row).toMatchObject(expected);
          return row;
        }
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    },
    story: async (id: string) =>
      (await knex('task_timeline').where('task_id', id).orderBy('id')).map(
        ({ data }) => data.event ?? data.state,
      ),
    /** As the events service hands a webhook over. */
    publish: async (topic: string, eventPayload: unknown) => {
      for (const handler of handlers) {
        await handler({ topic, eventPayload });
      }
    },
    stop: async () => {
      await Promise.all(trackers.map(tracker => tracker.stop()));
      await recorder.flush();
      await simulator.stop();
    },
  };
}

/** What `startTracking` gives. */
export type Tracking = Awaited<ReturnType<typeof startTracking>>;
