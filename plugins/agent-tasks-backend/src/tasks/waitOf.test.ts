import {
  agentStates,
  launchStates,
  phaseOf,
  pullStates,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { nextStep } from './nextStep';
import { endedPhases, WaitFacts, waitOf } from './waitOf';

const pull = {
  is_draft: false,
  checks: 'success' as const,
  review_decision: 'review-required' as const,
  mergeable: 'mergeable' as const,
};
const reviewed = (state: 'changes-requested' | 'commented', login = 'ada') => ({
  review_decision: 'none' as const,
  reviews: [{ login, state }],
});

describe('waitOf', () => {
  it.each<[string, Partial<WaitFacts>, ReturnType<typeof waitOf>]>([
    ['an approval', { phase: 'awaiting-approval' }, 'approval'],
    ['its time', { phase: 'scheduled' }, 'time'],
    ['the limits', { phase: 'queued' }, 'launch'],
    ['a decision', { phase: 'needs-attention', held: true }, 'resolution'],
    [
      'an answer',
      { phase: 'needs-attention', agentState: 'waiting_for_user' },
      'answer',
    ],
    ['a prompt', { phase: 'needs-attention', agentState: 'idle' }, 'idle'],
    ['GitHub', { phase: 'running', agentState: 'queued' }, 'agent-start'],
    ['the agent', { phase: 'running', agentState: 'in_progress' }, 'agent'],
    [
      'the reading',
      { phase: 'running', agentState: 'completed' },
      'pull-request',
    ],
    ['a decision about a retry', { phase: 'failed' }, 'retry'],
    ['nothing', { phase: 'done' }, undefined],
    ['a review', { pull }, 'review'],
    ['a reviewer', { pull, routeWaitsFor: 'reviewer' }, 'reviewer'],
    ['a merge', { pull: { ...pull, review_decision: 'approved' } }, 'merge'],
    [
      'changes',
      { pull: { ...pull, review_decision: 'changes-requested' } },
      'changes',
    ],
    [
      'changes where no rule asks for reviews',
      { pull: { ...pull, ...reviewed('changes-requested') } },
      'changes',
    ],
    [
      'the second look of who wanted them',
      {
        pull: {
          ...pull,
          ...reviewed('changes-requested'),
          requested_reviewers: ['ada'],
        },
      },
      'review',
    ],
    [
      'a review where somebody has said something',
      { pull: { ...pull, ...reviewed('commented') } },
      'review',
    ],
    [
      'checks that fail',
      { pull: { ...pull, checks: 'failure' } },
      'checks-failing',
    ],
    [
      'a click before checks that fail',
      { pull: { ...pull, checks: 'failure', workflows_waiting: true } },
      'workflow-approval',
    ],
    [
      'a conflict before everything',
      {
        pull: {
          ...pull,
          checks: 'failure',
          mergeable: 'conflicting',
          workflows_waiting: true,
        },
      },
      'conflict',
    ],
    [
      'a permission before that',
      {
        pull: { ...pull, mergeable: 'conflicting' },
        routeWaitsFor: 'permission',
      },
      'permission',
    ],
    ['who makes it ready', { pull: { ...pull, is_draft: true } }, 'ready'],
    [
      'its checks',
      { pull: { ...pull, is_draft: true }, routeWaitsFor: 'checks' },
      'checks',
    ],
    [
      'room',
      { pull: { ...pull, is_draft: true }, routeWaitsFor: 'capacity' },
      'capacity',
    ],
    ['the reading of its pull request', {}, 'pull-request'],
  ])('%s', (_, facts, expected) => {
    expect(waitOf({ phase: 'in-review', ...facts })).toBe(expected);
  });

  it('is one thing with one sentence for every state until the end, and none then', () => {
    for (const launchState of launchStates) {
      for (const agentState of [undefined, ...agentStates]) {
        for (const pullState of [undefined, ...pullStates]) {
          for (const held of [false, true]) {
            const phase = phaseOf({
              launchState,
              held,
              ...(agentState && { agentState }),
              ...(pullState && { pullState }),
            });
            const waitsFor = waitOf({
              phase,
              held,
              ...(agentState && { agentState }),
              ...(pullState && {
                pull: { ...pull, is_draft: pullState === 'draft' },
              }),
            });
            expect(waitsFor === undefined).toBe(
              endedPhases.some(ended => ended === phase),
            );
            expect(
              nextStep({
                phase,
                held,
                requestedBy: 'user:default/ada',
                ...(waitsFor && { waitsFor }),
              }),
            ).toMatchObject({ sentence: expect.stringMatching(/^[A-Z].+\.$/) });
          }
        }
      }
    }
  });
});
