import { explainTask, MarkedAttempt, UnboundTask } from './explainTask';

const now = new Date('2026-03-01T12:00:00Z');
const minutesAgo = (minutes: number) =>
  new Date(now.getTime() - minutes * 60_000);

const attempt: MarkedAttempt = {
  taskId: 'ours',
  open: true,
  repository: 'github.com/acme/web',
  intentAt: minutesAgo(30),
  creatorId: '7',
};
const task: UnboundTask = {
  id: 'github-1',
  repository: 'github.com/acme/web',
  creatorId: '7',
  createdAt: minutesAgo(29),
  prompts: ['Upgrade'],
  marked: [],
};
const bound = { ...attempt, open: false, githubTaskId: 'github-1' };
const copied = { kind: 'marker-copied', taskId: 'ours' };

describe('explainTask', () => {
  it.each<[string, Partial<UnboundTask>, object]>([
    ['a task without a marker', {}, { kind: 'no-intent' }],
    [
      'a task of another creator without one',
      { creatorId: '8' },
      { kind: 'no-intent' },
    ],
    [
      'a new task whose prompt is still to come',
      { prompts: [], createdAt: minutesAgo(9) },
      { kind: 'wait' },
    ],
    [
      'one whose prompt never came',
      { prompts: [], createdAt: minutesAgo(11) },
      { kind: 'no-intent' },
    ],
    [
      'one that its attempt was bound to a moment ago',
      { marked: [bound] },
      { kind: 'ours' },
    ],
    [
      'one that may be an unknown launch',
      { marked: [attempt] },
      { kind: 'wait' },
    ],
    [
      'the same, launched with a token that the requester lent',
      { creatorId: '8', marked: [{ ...attempt, creatorId: undefined }] },
      { kind: 'wait' },
    ],
    [
      'clocks that differ a little',
      { createdAt: minutesAgo(34), marked: [attempt] },
      { kind: 'wait' },
    ],
    [
      'a marker that is bound to another task',
      { marked: [{ ...bound, githubTaskId: 'github-2' }] },
      copied,
    ],
    [
      'the same while the attempt runs',
      { marked: [{ ...attempt, githubTaskId: 'github-2' }] },
      copied,
    ],
    [
      'a marker of a launch that was given up',
      { marked: [{ ...attempt, open: false }] },
      copied,
    ],
    [
      'a marker of an unknown launch, used by somebody else',
      { creatorId: '8', marked: [attempt] },
      copied,
    ],
    [
      'a marker of an unknown launch in another repository',
      { repository: 'github.com/acme/shop', marked: [attempt] },
      copied,
    ],
    [
      'a task from before the intent',
      { createdAt: minutesAgo(36), marked: [attempt] },
      copied,
    ],
    [
      'two markers of which one is its own',
      { marked: [{ ...bound, githubTaskId: 'github-2' }, bound] },
      { kind: 'ours' },
    ],
  ])('explains %s', (_, change, expected) => {
    expect(explainTask({ ...task, ...change }, now)).toEqual(expected);
  });
});
