import type { AnsweredFailure, GitHubFailure } from '../github/GitHubError';
import { LaunchOutcome, outcomeOf } from './outcome';

function answered(
  status: number,
  rest: Partial<AnsweredFailure> = {},
): GitHubFailure {
  return {
    kind: 'answered',
    status,
    message: 'Said so',
    errors: [],
    rateLimited: false,
    ...rest,
  };
}

type Row = [
  string,
  GitHubFailure,
  LaunchOutcome['verdict'],
  LaunchOutcome['outcome'],
  string,
  LaunchOutcome['identity'],
];

const limited = { effect: 'limited', until: 5000 } as const;
const unavailable = { effect: 'unavailable' } as const;

const rows: Row[] = [
  ['301', answered(301), 'fail', 'not-accepted', 'not-found', undefined],
  ['307', answered(307), 'fail', 'not-accepted', 'not-found', undefined],
  ['400', answered(400), 'fail', 'not-accepted', 'bad-request', undefined],
  [
    '401',
    answered(401),
    'postpone',
    'not-accepted',
    'token-rejected',
    { effect: 'quarantine' },
  ],
  [
    '403',
    answered(403),
    'fail',
    'not-accepted',
    'permission-denied',
    undefined,
  ],
  [
    '403 without a licence',
    answered(403, { code: 'copilot_plan_required' }),
    'fail',
    'not-accepted',
    'licence-missing',
    undefined,
  ],
  [
    '403 of a limit',
    answered(403, { rateLimited: true, retryAt: 5000 }),
    'postpone',
    'not-accepted',
    'rate-limited',
    limited,
  ],
  ['404', answered(404), 'fail', 'not-accepted', 'not-found', undefined],
  ['408', answered(408), 'unknown', 'unknown', 'outcome-unknown', unavailable],
  ['409', answered(409), 'fail', 'not-accepted', 'bad-request', undefined],
  ['410', answered(410), 'fail', 'not-accepted', 'not-found', undefined],
  ['413', answered(413), 'fail', 'not-accepted', 'bad-request', undefined],
  ['422', answered(422), 'fail', 'not-accepted', 'bad-request', undefined],
  [
    '422 of the model',
    answered(422, { errors: [{ field: 'model', code: 'invalid' }] }),
    'fail',
    'not-accepted',
    'model-unavailable',
    undefined,
  ],
  [
    '429 with a time',
    answered(429, { rateLimited: true, retryAt: 5000 }),
    'postpone',
    'not-accepted',
    'rate-limited',
    limited,
  ],
  [
    '429 without a time',
    answered(429, { rateLimited: true }),
    'postpone',
    'not-accepted',
    'rate-limited',
    { effect: 'limited', until: undefined },
  ],
  ['500', answered(500), 'unknown', 'unknown', 'outcome-unknown', unavailable],
  ['502', answered(502), 'unknown', 'unknown', 'outcome-unknown', unavailable],
  ['503', answered(503), 'unknown', 'unknown', 'outcome-unknown', unavailable],
  ['504', answered(504), 'unknown', 'unknown', 'outcome-unknown', unavailable],
  [
    'a connection that never opened',
    { kind: 'not-sent', message: 'ECONNREFUSED' },
    'postpone',
    'not-sent',
    'not-sent',
    unavailable,
  ],
  [
    'a request that we withheld',
    { kind: 'not-sent', message: 'too late', withheld: true },
    'postpone',
    'not-sent',
    'not-sent',
    undefined,
  ],
  [
    'a time-out',
    { kind: 'no-answer', message: 'late', timedOut: true },
    'unknown',
    'unknown',
    'outcome-unknown',
    unavailable,
  ],
  [
    'a reset',
    { kind: 'no-answer', message: 'ECONNRESET', timedOut: false },
    'unknown',
    'unknown',
    'outcome-unknown',
    unavailable,
  ],
  [
    'a 201 that cannot be read',
    { kind: 'no-answer', message: 'cut', timedOut: false, status: 201 },
    'unknown',
    'unknown',
    'outcome-unknown',
    unavailable,
  ],
];

describe('outcomeOf', () => {
  it.each(rows)(
    '%s',
    (_name, failure, verdict, outcome, failureClass, identity) => {
      const result = outcomeOf(failure);
      expect(result).toMatchObject({ verdict, outcome });
      expect(result.failure.class).toBe(failureClass);
      expect(result.identity).toEqual(identity);
      expect(result.httpStatus).toBe(
        failure.kind === 'not-sent' ? undefined : failure.status,
      );
    },
  );

  it('never repeats what may have been accepted', () => {
    for (let status = 300; status < 600; status++) {
      const { verdict } = outcomeOf(answered(status));
      expect(verdict === 'unknown').toBe(status >= 500 || status === 408);
    }
  });

  it('says what the token lacks', () => {
    expect(
      outcomeOf(answered(403, { acceptedPermissions: 'agent_tasks=write' }))
        .failure.message,
    ).toContain('agent_tasks=write');
    expect(
      outcomeOf(answered(403, { singleSignOn: 'required; url=…' })).failure
        .message,
    ).toContain('single sign-on');
  });
});
