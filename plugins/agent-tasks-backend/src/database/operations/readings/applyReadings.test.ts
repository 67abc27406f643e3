import { TestDatabases } from '@backstage/backend-test-utils';
import { agentStates } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { insertLaunched } from '../../../__testUtils__/insertLaunched';
import { createDatabase } from '../../../__testUtils__/createDatabase';
import type { TaskReading } from '../../../github/mapTask';
import type { TaskRow } from '../../rows';
import { applyPullReadings } from '../pulls/applyPullReadings';
import { applyReadings } from './applyReadings';

const now = new Date();
const options = { now, silentAfterMs: 600_000 };
const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 11, 0, second));

function read(
  task: TaskRow,
  state: string,
  second: number,
  more: Partial<TaskReading> = {},
): TaskReading {
  return {
    id: task.github_task_id ?? '',
    state: agentStates.find(known => known === state),
    rawState: state,
    createdAt: at(0),
    updatedAt: at(second),
    pulls: [],
    branches: [],
    ...more,
  };
}

describe('applyReadings', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;

  beforeAll(async () => {
    knex = await createDatabase(databases);
  });

  const apply = (readings: TaskReading[]) =>
    knex.transaction(tx => applyReadings(tx, { ...options, readings }));

  const load = async ({ id }: TaskRow) => {
    const row = await knex('agent_tasks').where({ id }).first();
    if (!row) {
      throw new Error(`Task ${id} is gone`);
    }
    return row;
  };

  it('writes row, attempt, story, outbox and pull request of a settled task', async () => {
    const task = await insertLaunched(knex);
    const applied = await apply([
      read(task, 'completed', 90, {
        url: 'https://github.com/acme/shop/tasks/1',
        pulls: [{ databaseId: '9007199254740993', globalId: 'PR_1' }],
        sessions: [
          {
            id: 's1',
            state: 'completed',
            rawState: 'completed',
            createdAt: at(1),
            completedAt: at(90),
            prompt: 'never stored',
            headRef: 'copilot/first',
            creditsNano: '1250000000',
          },
        ],
      }),
    ]);
    expect(applied).toMatchObject({ newPulls: 1, looksDue: 0 });
    expect(await load(task)).toMatchObject({
      agent_state: 'completed',
      phase: 'running',
      pull_pending: true,
      head_ref: 'copilot/first',
      credits_nano: '1250000000',
      settled_at: at(90),
      next_look_at: null,
    });
    const attempt = await knex('agent_task_attempts')
      .where('task_id', task.id)
      .first();
    expect(attempt).toMatchObject({
      agent_state: 'completed',
      credits_nano: '1250000000',
      sessions: [
        {
          id: 's1',
          state: 'completed',
          createdAt: at(1).toISOString(),
          completedAt: at(90).toISOString(),
          credits: 1.3,
          headRef: 'copilot/first',
        },
      ],
    });
    expect(await knex('task_timeline').where('task_id', task.id)).toMatchObject(
      [
        {
          kind: 'agent-state',
          actor: 'github',
          data: { state: 'completed', previousState: 'queued' },
        },
      ],
    );
    expect(await knex('outbox').where('task_id', task.id)).toMatchObject([
      { payload: { phase: 'running', agentState: 'completed' } },
    ]);
    await knex.transaction(tx =>
      applyPullReadings(tx, {
        answers: [
          {
            taskId: task.id,
            databaseId: '9007199254740993',
            reading: {
              globalId: 'PR_1',
              number: 12,
              url: 'https://github.com/acme/shop/pull/12',
              title: 'First commit',
              state: 'draft',
              isDraft: true,
              headRef: 'copilot/first',
              updatedAt: at(91),
            },
          },
        ],
        askedAt: now,
        intervalMs: 30_000,
      }),
    );
    expect(await load(task)).toMatchObject({
      phase: 'in-review',
      pull_state: 'draft',
      pull_pending: false,
    });
  });

  it('sums the usage of all attempts', async () => {
    const task = await insertLaunched(knex, { attempt_number: 2 });
    await knex('agent_task_attempts').insert({
      task_id: task.id,
      number: 1,
      marker: task.id,
      identity_id: 'robot',
      outcome: 'accepted',
      intent_at: now,
      credits_nano: '9007199254740993',
    });
    const session = {
      id: 's1',
      state: 'failed' as const,
      rawState: 'failed',
      createdAt: at(1),
      creditsNano: '7',
    };
    const failed = read(task, 'failed', 9, { sessions: [session] });
    await apply([failed]);
    await apply([failed]);
    expect((await load(task)).credits_nano).toBe('9007199254741000');
  });

  it('writes nothing for the task of an earlier attempt, or of others', async () => {
    const task = await insertLaunched(knex);
    await knex('agent_tasks').where('id', task.id).update({
      launch_state: 'queued',
      github_task_id: null,
      agent_state: null,
    });
    const applied = await apply([
      read(task, 'completed', 90),
      read({ ...task, github_task_id: 'foreign' }, 'completed', 90),
    ]);
    expect(applied.changed).toEqual([]);
    expect((await load(task)).agent_state).toBeNull();
  });

  it('leaves rows with an unknown state, and applies the rest of the batch', async () => {
    const [odd, good] = [
      await insertLaunched(knex),
      await insertLaunched(knex),
    ];
    const applied = await apply([
      read(odd, 'dreaming', 90),
      read(good, 'in_progress', 90),
    ]);
    expect(applied.unknownStates).toEqual([
      { taskId: odd.id, value: 'dreaming' },
    ]);
    expect(await load(odd)).toEqual(odd);
    expect((await load(good)).agent_state).toBe('in_progress');
  });

  it('ends at the latest truth, whatever batches came in which order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.tuple(fc.nat(2), fc.nat(9)), { maxLength: 6 }), {
          minLength: 1,
          maxLength: 6,
        }),
        async batches => {
          const tasks = [
            await insertLaunched(knex),
            await insertLaunched(knex),
            await insertLaunched(knex),
          ];
          const truth = (second: number) =>
            second % 3 ? 'in_progress' : 'waiting_for_user';
          // two replicas apply what they have read at the same time
          for (let start = 0; start < batches.length; start += 2) {
            await Promise.all(
              batches
                .slice(start, start + 2)
                .map(batch =>
                  apply(
                    batch.map(([who, second]) =>
                      read(tasks[who], truth(second), second),
                    ),
                  ),
                ),
            );
          }
          for (const [who, task] of tasks.entries()) {
            const seconds = batches
              .flat()
              .flatMap(([whose, second]) => (whose === who ? second : []));
            const row = await load(task);
            const last = Math.max(...seconds);
            expect(row).toMatchObject(
              seconds.length
                ? {
                    github_updated_at: at(last),
                    agent_state: truth(last),
                    phase: last % 3 ? 'running' : 'needs-attention',
                  }
                : task,
            );
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});
