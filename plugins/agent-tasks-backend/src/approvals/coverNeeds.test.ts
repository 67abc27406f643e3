import fc from 'fast-check';
import { coverNeeds, GivenApproval, isCovered } from './coverNeeds';

const owners = { code: 'tier', count: 1, by: ['group:default/payments'] };
const security = { code: 'template', count: 2, by: ['group:default/security'] };

function given(
  approver: string,
  ...refs: string[]
): GivenApproval & { verdict: 'approved' } {
  return { approver, approver_refs: refs, verdict: 'approved' };
}

const aiko = given('user:default/aiko', 'group:default/payments');
const sam = given('user:default/sam', 'group:default/security');
const tom = given('user:default/tom', 'group:default/security');
const both = given(
  'user:default/bo',
  'group:default/security',
  'group:default/payments',
);

describe('coverNeeds', () => {
  it.each<[string, GivenApproval[], string[][], boolean]>([
    ['nobody', [], [[], []], false],
    ['one of the owners', [aiko], [[aiko.approver], []], false],
    [
      'one of two of security',
      [aiko, sam],
      [[aiko.approver], [sam.approver]],
      false,
    ],
    [
      'all that are needed',
      [aiko, sam, tom],
      [[aiko.approver], [sam.approver, tom.approver]],
      true,
    ],
    [
      'one person for both needs',
      [both, sam],
      [[both.approver], [both.approver, sam.approver]],
      true,
    ],
    [
      'the same person twice, once',
      [aiko, sam, sam],
      [[aiko.approver], [sam.approver]],
      false,
    ],
    [
      'somebody of another group for nothing',
      [given('user:default/x', 'group:default/web')],
      [[], []],
      false,
    ],
    [
      'a rejection for nothing',
      [{ ...aiko, verdict: 'rejected' }],
      [[], []],
      false,
    ],
  ])('counts %s', (_, approvals, approvedBy, covered) => {
    const needs = coverNeeds([owners, security], approvals);
    expect(needs.map(need => need.approvedBy)).toEqual(approvedBy);
    expect(isCovered(needs)).toBe(covered);
  });

  it('leaves out who asks', () => {
    const needs = coverNeeds([owners], [aiko], [aiko.approver]);
    expect(isCovered(needs)).toBe(false);
  });

  it('never gets less by one more approval, and needs as many as it says', () => {
    const people = fc.constantFrom(aiko, sam, tom, both);
    fc.assert(
      fc.property(fc.array(people), people, (approvals, more) => {
        const before = coverNeeds([owners, security], approvals);
        const after = coverNeeds([owners, security], [...approvals, more]);
        before.forEach((need, index) =>
          expect(after[index].approvedBy).toEqual(
            expect.arrayContaining(need.approvedBy),
          ),
        );
        fc.pre(isCovered(after));
        expect(
          new Set([...approvals, more].map(({ approver }) => approver)).size,
        ).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
