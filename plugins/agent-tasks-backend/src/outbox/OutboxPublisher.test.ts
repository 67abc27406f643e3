import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { insertLaunched } from '../__testUtils__/insertLaunched';
import { createDatabase } from '../__testUtils__/createDatabase';
import { enqueueTaskChanged } from '../database/operations/outbox/enqueueTaskChanged';
import type { TaskRow } from '../database/rows';
import { OutboxPublisher } from './OutboxPublisher';

/** What was told, and what goes wrong in telling. */
function ears() {
  const signals: SignalPayload[] = [];
  const events: EventParams[] = [];
  const notifications: NotificationSendOptions[] = [];
  const faults: { signal?: Error; notification?: Error } = {};
  return {
    signals,
    events,
    notifications,
    faults,
    services: {
      signals: {
        publish: async (signal: SignalPayload) => {
          if (faults.signal) throw faults.signal;
          signals.push(signal);
        },
      },
      events: {
        publish: async (event: EventParams) => {
          events.push(event);
        },
        subscribe: async () => {},
      },
      notifications: {
        send: async (notification: NotificationSendOptions) => {
          if (faults.notification) throw faults.notification;
          notifications.push(notification);
        },
      },
    },
  };
}

describe('OutboxPublisher', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let task: TaskRow;
  const running: OutboxPublisher[] = [];

  beforeEach(async () => {
    knex = await createDatabase(databases);
    task = await insertLaunched(knex, {
      phase: 'needs-attention',
      agent_state: 'waiting_for_user',
    });
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(publisher => publisher.stop()));
  });

  const start = async (services: ReturnType<typeof ears>['services']) => {
    const publisher = OutboxPublisher.create({
      knex,
      logger: mockServices.logger.mock(),
      ...services,
    });
    running.push(publisher);
    await publisher.start();
    return publisher;
  };
  const change = (previousPhase?: TaskRow['phase']) =>
    knex.transaction(tx => enqueueTaskChanged(tx, task, previousPhase));
  const left = async () => (await knex('outbox')).length;
  const until = async (holds: () => boolean | Promise<boolean>) => {
    const end = Date.now() + 8_000;
    while (!(await holds())) {
      if (Date.now() > end) {
        throw new Error('It did not happen within 8 s');
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };

  it('tells pages ids only, programs the facts, and people a new phase once', async () => {
    await change('running');
    await change('needs-attention');
    const heard = ears();
    await start(heard.services);
    await until(async () => (await left()) === 0);
    expect(heard.signals).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'agent-tasks:tasks',
        message: {
          taskIds: [task.id],
          entityRefs: ['component:default/shop'],
        },
      },
    ]);
    expect(heard.events).toEqual([
      {
        topic: 'agent-tasks.task.changed',
        eventPayload: expect.objectContaining({
          taskId: task.id,
          phase: 'needs-attention',
          previousPhase: 'running',
          agentState: 'waiting_for_user',
        }),
      },
      expect.anything(),
    ]);
    expect(heard.notifications).toHaveLength(1);
    expect(heard.notifications[0].payload.scope).toBe(
      `agent-tasks:${task.id}:needs-attention`,
    );
  });

  it('tells each row once with several replicas', async () => {
    for (let index = 0; index < 300; index++) {
      await change('needs-attention');
    }
    const heard = ears();
    await Promise.all([
      start(heard.services),
      start(heard.services),
      start(heard.services),
    ]);
    await until(async () => (await left()) === 0);
    const ids = heard.events.map(
      ({ eventPayload }) => (eventPayload as { id: string }).id,
    );
    expect(ids).toHaveLength(300);
    expect(new Set(ids).size).toBe(300);
  });

  it('keeps what could not be told, and tells it later', async () => {
    const heard = ears();
    heard.faults.signal = new Error('signals are down');
    await change('running');
    await start(heard.services);
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await left()).toBe(1);
    heard.faults.signal = undefined;
    await until(async () => (await left()) === 0);
    expect(heard.notifications).toHaveLength(1);
  });

  it.each([
    ['the notifications backend is not installed', 'status 404', 0],
    ['a recipient is refused', 'status 400', 0],
    ['the notifications backend is down', 'status 503', 1],
  ])('where %s (%s), rows left: %s', async (_, message, rowsLeft) => {
    const heard = ears();
    heard.faults.notification = new Error(`Request failed with ${message}`);
    await change('running');
    const publisher = await start(heard.services);
    await until(() => heard.events.length === 1);
    await publisher.stop();
    expect(await left()).toBe(rowsLeft);
  });
});
