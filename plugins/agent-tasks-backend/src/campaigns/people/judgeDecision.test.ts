import { decideAction, judgeDecision } from './judgeDecision';

const target = {
  task_id: null,
  wave: 1,
  verdict: 'allowed',
  excluded_at: null,
  opted_out: false,
  deferred_until: null,
} as const;
const leftOut = { ...target, excluded_at: new Date() };
const optedOut = { ...leftOut, opted_out: true };
const deferred = { ...target, deferred_until: new Date() };
const refused = { ...target, verdict: 'refused' as const };
const begun = { ...target, task_id: 'one' };

describe('judgeDecision', () => {
  it.each([
    ['defer', target, 'running', undefined],
    ['defer', target, 'planned', undefined],
    ['defer', target, 'paused', undefined],
    ['defer', target, 'planning', 'campaign-not-open'],
    ['opt-out', target, 'recalling', 'campaign-not-open'],
    ['opt-out', begun, 'running', 'target-has-task'],
    ['defer', deferred, 'running', undefined],
    ['opt-out', deferred, 'running', undefined],
    ['take-back', deferred, 'running', undefined],
    ['take-back', optedOut, 'running', undefined],
    ['opt-out', optedOut, 'running', undefined],
    ['defer', optedOut, 'running', 'target-opted-out'],
    // an owner does not undo what whoever runs the campaign has said
    ['take-back', leftOut, 'running', 'target-left-out'],
    ['defer', leftOut, 'running', 'target-left-out'],
    ['take-back', target, 'running', 'nothing-to-take-back'],
    ['defer', refused, 'running', 'target-refused'],
  ] as const)('%s %j while it is %s: %s', (verb, which, state, code) => {
    expect(judgeDecision(which, state, verb)?.code).toBe(code);
  });

  it('is the same for buttons, whatever they do', () => {
    expect(decideAction(optedOut, 'running')).toEqual({ allowed: true });
    expect(decideAction(begun, 'running')).toEqual({
      allowed: false,
      reason: 'The target has its task already.',
    });
  });
});
