import { NotifiedTask, notificationOf } from './notificationOf';

const task: NotifiedTask = {
  id: 't1',
  title: 'Write the first commit',
  phase: 'failed',
  requested_by: 'user:default/ada',
  owner_ref: 'group:default/shop-team',
  repository_owner: 'acme',
  repository_name: 'shop',
  pull_state: null,
  held: false,
  failure_class: 'timed-out',
  failure_message: null,
};
const failed = { payload: { phase: 'failed', previousPhase: 'running' } };

describe('notificationOf', () => {
  it('says what happened, what to do and where, under one scope', () => {
    expect(notificationOf(failed, task)).toEqual({
      recipients: {
        type: 'entity',
        entityRef: ['user:default/ada', 'group:default/shop-team'],
      },
      payload: expect.objectContaining({
        title: 'Failed: Write the first commit',
        description:
          'The agent ran out of time. Retry, or split the work into smaller tasks.',
        link: '/agent-tasks/t1',
        severity: 'high',
        scope: 'agent-tasks:t1:failed',
      }),
    });
  });

  it('leaves the end of an approval to its own notification', () => {
    expect(
      notificationOf(
        { payload: { phase: 'failed', previousPhase: 'awaiting-approval' } },
        { ...task, failure_class: 'approval-rejected' },
      ),
    ).toBeUndefined();
  });

  it.each<[NotifiedTask['phase'], string]>([
    ['needs-attention', 'Needs you: Write the first commit'],
    ['in-review', 'Ready for review: Write the first commit'],
    ['done', 'Merged: Write the first commit'],
    ['done-without-change', 'Ended without a change: Write the first commit'],
  ])('begins with what happened: %s', (phase, title) => {
    expect(
      notificationOf(
        { payload: { phase, previousPhase: 'running' } },
        { ...task, phase },
      )?.payload.title,
    ).toBe(title);
  });

  it.each<[string, object, Partial<NotifiedTask>]>([
    ['nothing new', { phase: 'failed', previousPhase: 'failed' }, {}],
    ['a change before the first phase', { phase: 'failed' }, {}],
    [
      'what holds no longer',
      { phase: 'failed', previousPhase: 'running' },
      { phase: 'queued' },
    ],
    [
      'what is no news',
      { phase: 'running', previousPhase: 'queued' },
      { phase: 'running' },
    ],
    [
      'nobody',
      { phase: 'failed', previousPhase: 'running' },
      { requested_by: 'service:x', owner_ref: null },
    ],
  ])('does not tell %s', (_, payload, more) => {
    expect(
      notificationOf({ payload: { ...payload } }, { ...task, ...more }),
    ).toBeUndefined();
  });
});
