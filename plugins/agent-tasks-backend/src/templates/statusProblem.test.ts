import { statusProblem, StatusMove } from './statusProblem';

const move: StatusMove = {
  status: 'draft',
  event: 'promote',
  author: 'user:default/ada',
  userRef: 'user:default/bo',
  fourEyes: true,
};

describe('statusProblem', () => {
  it.each<[string, Partial<StatusMove>, string | undefined]>([
    ['another person approves', {}, undefined],
    [
      'the author approves',
      { userRef: 'user:default/ada' },
      'approver-is-author',
    ],
    [
      'the author approves in other letters',
      { userRef: 'User:Default/Ada' },
      'approver-is-author',
    ],
    [
      'the author approves without four eyes',
      { userRef: 'user:default/ada', fourEyes: false },
      undefined,
    ],
    [
      'somebody approves what nobody is known to have written',
      { author: undefined },
      'template-author-unknown',
    ],
    ['a service approves', { userRef: undefined }, 'approver-not-a-person'],
    [
      'a service approves without four eyes',
      { userRef: undefined, author: undefined, fourEyes: false },
      undefined,
    ],
    [
      'the author takes a deprecation back',
      { status: 'deprecated', userRef: 'user:default/ada' },
      'approver-is-author',
    ],
    [
      'the author revokes',
      { event: 'revoke', userRef: 'user:default/ada' },
      undefined,
    ],
    [
      'the author deprecates',
      { status: 'approved', event: 'deprecate', userRef: 'user:default/ada' },
      undefined,
    ],
    ['approved twice', { status: 'approved' }, 'template-status'],
    ['a draft is deprecated', { event: 'deprecate' }, 'template-status'],
    ['what was revoked comes back', { status: 'revoked' }, 'template-status'],
    [
      'revoked twice',
      { status: 'revoked', event: 'revoke' },
      'template-status',
    ],
  ])('%s', (_, change, code) => {
    expect(statusProblem({ ...move, ...change })?.code).toBe(code);
  });
});
