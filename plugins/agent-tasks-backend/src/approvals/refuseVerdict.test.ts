import { refuseVerdict, VerdictFacts } from './refuseVerdict';

const request = {
  state: 'open' as const,
  overdue: false,
  asked_by: 'user:default/mira',
  approvers: ['group:default/payments', 'user:default/tom'],
  prompt_digest: 'sha256:1',
};
const fine: VerdictFacts = {
  task: { requested_by: 'user:default/mira' },
  request,
  promptDigest: 'sha256:1',
  user: 'user:default/aiko',
  approverRefs: ['group:default/payments'],
  spoken: false,
};

describe('refuseVerdict', () => {
  it('takes the verdict of an approver who has read the prompt', () => {
    expect(refuseVerdict(fine)).toBeUndefined();
  });

  it.each<[Partial<VerdictFacts>, 'conflict' | 'forbidden', string[]]>([
    [{ request: undefined }, 'conflict', ['approval-not-asked']],
    [
      { scheduledBy: 'user:default/aiko' },
      'forbidden',
      ['approver-is-requester'],
    ],
    [
      { request: { ...request, state: 'approved' } },
      'conflict',
      ['approval-decided'],
    ],
    [
      { request: { ...request, state: 'rejected' } },
      'conflict',
      ['approval-decided'],
    ],
    [
      { request: { ...request, state: 'withdrawn' } },
      'conflict',
      ['approval-decided'],
    ],
    [
      { request: { ...request, state: 'expired' } },
      'conflict',
      ['approval-expired'],
    ],
    [
      { request: { ...request, overdue: true } },
      'conflict',
      ['approval-expired'],
    ],
    [{ user: undefined }, 'forbidden', ['approver-not-a-person']],
    [{ user: 'user:default/mira' }, 'forbidden', ['approver-is-requester']],
    [
      {
        user: 'user:default/bo',
        request: { ...request, asked_by: 'user:default/bo' },
      },
      'forbidden',
      ['approver-is-requester'],
    ],
    [{ approverRefs: [] }, 'forbidden', ['not-an-approver']],
    [{ spoken: true }, 'conflict', ['approval-given']],
    [{ promptDigest: 'sha256:2' }, 'conflict', ['prompt-changed']],
    [
      {
        user: 'user:default/mira',
        approverRefs: [],
        promptDigest: 'sha256:2',
      },
      'forbidden',
      ['approver-is-requester', 'not-an-approver', 'prompt-changed'],
    ],
  ])('%j is refused as %s for %j', (change, kind, codes) => {
    const refused = refuseVerdict({ ...fine, ...change });
    expect(refused?.kind).toBe(kind);
    expect(refused?.reasons.map(({ code }) => code)).toEqual(codes);
    for (const { message, nextStep } of refused?.reasons ?? []) {
      expect(message).toMatch(/\.$/);
      expect(nextStep ?? 'None.').toMatch(/\.$/);
    }
  });
});
