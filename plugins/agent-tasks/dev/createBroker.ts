import type { AgentTasksSignal } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { FixtureBroker } from './FixtureBroker';
import { minutesAgo, task } from './fixtures';
import { manyTasks } from './manyTasks';
import { overdueTasks } from './overdueTasks';
import { finding } from './provenance';

const PORTAL_SIZE = 1_234;
const ARRIVAL_MS = 4_000;

/** A broker for each scene of the harness. */
export function createBroker(
  scene: string,
  tell: (signal: AgentTasksSignal) => void,
): FixtureBroker {
  const broker = new FixtureBroker(
    scene === 'empty' ? [] : manyTasks(PORTAL_SIZE),
  );
  if (scene === 'empty') {
    broker.identities = [];
    broker.campaigns = [];
    broker.schedules = [];
    broker.auditEvents = [];
    broker.templates = [];
  } else {
    broker.findings = [
      finding(1),
      finding(2, { kind: 'marker-copied', markerTaskId: broker.tasks[0].id }),
      finding(3, { creator: { id: '4711' }, owner: undefined }),
    ];
  }
  if (scene === 'broken') {
    broker.outage = new Error('Failed to fetch');
  }
  if (scene === 'denied') {
    broker.denial = [
      {
        code: 'parameter-invalid',
        message: 'node-24 is not a target that the platform supports yet.',
        nextStep: 'Choose node-22.',
        field: 'target',
      },
      {
        code: 'repository-not-allowed',
        message: 'acme/payments is not on the list of allowed repositories.',
        nextStep: 'Ask the platform team to add it.',
      },
    ];
  }
  if (scene === 'stale') {
    broker.tasks = broker.tasks.map(item => ({
      ...item,
      readAt: item.readAt && minutesAgo(17),
    }));
  }
  if (scene === 'overdue') {
    broker.tasks = overdueTasks();
  }
  if (scene === 'lively') {
    setInterval(() => {
      const number = broker.tasks.length + 1;
      const arrived = task(number, 'running', {
        title: `Task number ${number}`,
        createdAt: new Date().toISOString(),
        phaseSince: new Date().toISOString(),
      });
      broker.tasks = [arrived, ...broker.tasks];
      tell({ taskIds: [arrived.id], entityRefs: [arrived.entityRef!] });
    }, ARRIVAL_MS);
  }
  return broker;
}
