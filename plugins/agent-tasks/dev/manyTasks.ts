import type {
  AgentTask,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { heldTask, minutesAgo, pullRequest, task, templates } from './fixtures';

const titles = [
  'Migrate to Node 24',
  'Add health endpoint',
  'Bump logging library',
  'Replace the deprecated date helpers in every module of the checkout and of the invoice generator, and remove the compatibility shims that nobody has used since the last release',
  'Prepare release 4.12',
  'Add CI, health endpoint and logging',
];

const components = [
  ['payments', 'payments-team', '1'],
  ['storefront', 'web', '2'],
  ['ledger', 'payments-team', '1'],
  ['notifier', 'platform', '3'],
] as const;

const mix: Phase[] = [
  'done',
  'running',
  'done',
  'in-review',
  'failed',
  'done',
  'queued',
  'done-without-change',
  'running',
  'done',
  'withdrawn',
  'done',
  'scheduled',
];

/** A portal's worth of tasks, oldest last, the first ones in every phase. */
export function manyTasks(count: number): AgentTask[] {
  const first: AgentTask[] = [
    task(1, 'needs-attention'),
    heldTask(7, { title: 'Add CI, health endpoint and logging' }),
    task(2, 'running', {
      title: 'Add health endpoint',
      phaseSince: minutesAgo(12),
      template: templates[1],
      usage: undefined,
    }),
    task(3, 'in-review', {
      title: 'Bump logging library',
      phaseSince: minutesAgo(180),
    }),
    task(4, 'failed', { title: titles[3], phaseSince: minutesAgo(300) }),
    task(5, 'awaiting-approval', {
      title: 'Prepare release 4.12',
      phaseSince: minutesAgo(90),
      template: templates[2],
    }),
    task(6, 'launching', {
      entityRef: undefined,
      owner: undefined,
      tier: undefined,
      template: undefined,
      requestedBy: 'plugin:scaffolder',
      source: 'scaffolder',
      phaseSince: minutesAgo(0.2),
    }),
  ];
  const rest = Array.from(
    { length: Math.max(0, count - first.length) },
    (_, i) => {
      const number = i + first.length + 1;
      const phase = mix[i % mix.length];
      const [name, owner, tier] = components[i % components.length];
      return task(number, phase, {
        title: titles[(i * 5) % titles.length],
        entityRef: `component:default/${name}`,
        repository: {
          host: 'github.com',
          owner: 'acme',
          name,
          url: `https://github.com/acme/${name}`,
        },
        owner: `group:default/${owner}`,
        tier,
        template: templates[i % templates.length],
        requestedBy: i % 3 ? 'user:default/bob' : 'user:default/alice',
        createdAt: minutesAgo(60 + i * 47),
        phaseSince: minutesAgo(10 + i * 41),
        ...(phase === 'in-review' && {
          pullRequest: pullRequest({
            number: 100 + i,
            checks: i % 2 ? 'failure' : 'pending',
            isDraft: i % 2 === 0,
            reviewDecision: i % 2 ? 'changes-requested' : 'none',
          }),
        }),
        ...(phase === 'done' && {
          pullRequest: pullRequest({ number: 100 + i, state: 'merged' }),
          usage: { credits: 1 + (i % 90) / 7 },
        }),
      });
    },
  );
  return [...first, ...rest];
}
