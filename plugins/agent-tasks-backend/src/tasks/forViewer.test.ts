import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { forViewer, Viewer } from './forViewer';

const at = '2026-01-01T00:00:00.000Z';
const waiting = {
  requestedBy: 'user:default/mira',
  approval: {
    askedBy: 'user:default/ben',
    askedAt: at,
    expiresAt: at,
    promptDigest: 'sha256:1',
    needs: [{ code: 'tier', count: 2, by: ['group:default/payments'] }],
    given: [{ approver: 'user:default/tom', at }],
  },
  actions: {
    retry: { allowed: false },
    withdraw: { allowed: true },
    resolve: { allowed: false },
    approve: { allowed: true },
  },
} as unknown as AgentTask;

describe('forViewer', () => {
  it.each<[Viewer, RegExp | undefined]>([
    [
      { userRef: 'user:default/aiko', refs: ['group:default/payments'] },
      undefined,
    ],
    // who they are could not be asked: the broker says it when they try
    [{ userRef: 'user:default/aiko' }, undefined],
    [{}, /no services/],
    [
      { userRef: 'user:default/mira', refs: ['group:default/payments'] },
      /asked for this task/,
    ],
    [
      { userRef: 'user:default/ben', refs: ['group:default/payments'] },
      /asked for this task/,
    ],
    [
      { userRef: 'user:default/tom', refs: ['group:default/payments'] },
      /You have approved/,
    ],
    [
      { userRef: 'user:default/eve', refs: ['group:default/web'] },
      /^Only payments may approve this task\.$/,
    ],
  ])('%j may approve unless %s', (viewer, reason) => {
    const { approve } = forViewer(waiting, viewer).actions;
    expect(approve.allowed).toBe(reason === undefined);
    expect(approve.reason ?? '').toMatch(reason ?? /^$/);
  });

  it('leaves a task alone that waits for nobody', () => {
    const task = { ...waiting, approval: undefined };
    expect(forViewer(task, {})).toBe(task);
  });
});
