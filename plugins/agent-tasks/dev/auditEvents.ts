import type { AuditEvent } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { minutesAgo, taskId } from './fixtures';

const EVENTS = 120;
const SEALED = EVENTS - 2;

const stories: Partial<AuditEvent>[] = [
  {
    action: 'task.submit',
    actor: 'user:default/alice',
    actorKind: 'user',
    result: 'refused',
    taskId: undefined,
    details: {
      via: 'plugin:scaffolder',
      decision: {
        result: 'deny',
        reasons: [
          {
            code: 'ticket-required',
            message: 'This template needs a change ticket.',
            nextStep: 'Name an open ticket of the component.',
          },
        ],
      },
    },
  },
  {
    action: 'task.launched',
    before: { launchState: 'launching', phase: 'launching', attempt: 1 },
    after: {
      launchState: 'launched',
      agentState: 'queued',
      phase: 'running',
      attempt: 1,
    },
    details: { githubTaskId: 'b4c1' },
  },
  {
    action: 'task.launch',
    before: { launchState: 'queued', phase: 'queued', attempt: 0 },
    after: { launchState: 'launching', phase: 'launching', attempt: 1 },
    details: { promptDigest: 'sha256:77aa' },
  },
  {
    action: 'task.submit',
    actor: 'user:default/bob',
    actorKind: 'user',
    onBehalfOf: undefined,
    ticket: 'CHG-4711',
    after: { launchState: 'queued', phase: 'queued', attempt: 0 },
    details: { decision: { result: 'allow', reasons: [] } },
  },
];

/** A trail, newest first; its latest two events are not sealed yet. */
export const auditEvents: AuditEvent[] = Array.from(
  { length: EVENTS },
  (_, index) => {
    const number = EVENTS - index;
    const story = stories[index % stories.length];
    const requested = story.actorKind === 'user';
    return {
      id: String(number),
      at: minutesAgo(index * 3 + 1),
      action: 'task.submit',
      actor: 'plugin:agent-tasks',
      actorKind: 'service' as const,
      ...(!requested && {
        onBehalfOf: 'user:default/bob',
        identity: 'agents-1',
      }),
      ...(requested && { requestId: `request-${number}` }),
      result: 'allowed' as const,
      taskId: taskId(number),
      entityRef: 'component:default/payments',
      repository: 'github.com/acme/payments',
      templateDigest:
        'sha256:9f2c1d7e5b8a4036c1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8',
      details: {},
      ...story,
      ...(number <= SEALED && {
        position: number,
        hash: number.toString(16).padStart(64, '0'),
      }),
    };
  },
);
