import fc from 'fast-check';
import type { Candidate } from '../database/operations/admission/listCandidates';
import type { Turns } from '../database/operations/admission/readTurns';
import { BULK_PRIORITY, INTERACTIVE_PRIORITY } from './priorities';
import { Room } from './Room';
import { takeTurns } from './takeTurns';

const noTurns: Turns = { latest: new Map(), interactiveInRow: 0 };

const free = () => new Room({}, []);

function work(
  fairnessKey: string,
  count: number,
  rest: Partial<Candidate> = {},
): Candidate[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${fairnessKey}-${rest.priority ?? 0}-${i}`,
    org: 'github.test/acme',
    repository: 'github.test/acme/web',
    owner: null,
    template: null,
    fairnessKey,
    priority: BULK_PRIORITY,
    ...rest,
  }));
}

const keysOf = (taken: Candidate[]) =>
  taken.map(({ fairnessKey }) => fairnessKey).join(' ');

describe('takeTurns', () => {
  it('lets a click pass a flood', () => {
    const taken = takeTurns({
      candidates: [
        ...work('flood', 100),
        ...work('click', 1, { priority: INTERACTIVE_PRIORITY }),
      ],
      turns: noTurns,
      room: free(),
      limit: 3,
    });
    expect(keysOf(taken)).toBe('click flood flood');
  });

  it('goes round the fairness keys, and on where the latest admission ended', () => {
    const candidates = [...work('a', 9), ...work('b', 2), ...work('c', 9)];
    const first = takeTurns({
      candidates,
      turns: noTurns,
      room: free(),
      limit: 8,
    });
    expect(keysOf(first)).toBe('a b c a b c a c');
    // one place at a time, as where the limit is how many run at once
    const latest = new Map<string, number>();
    const singly = Array.from({ length: 9 }, (_, i) => {
      const [next] = takeTurns({
        candidates,
        turns: { latest, interactiveInRow: 0 },
        room: free(),
        limit: 1,
      });
      latest.set(next.fairnessKey, i + 1);
      return next;
    });
    expect(keysOf(singly)).toBe('a b c a b c a b c');
  });

  it('leaves one turn in ten to work that nobody waits for', () => {
    const candidates = [
      ...work('bulk', 50),
      ...work('people', 50, { priority: INTERACTIVE_PRIORITY }),
    ];
    const taken = takeTurns({
      candidates,
      turns: noTurns,
      room: free(),
      limit: 40,
    });
    expect(
      taken.flatMap(({ fairnessKey }, i) => (fairnessKey === 'bulk' ? i : [])),
    ).toEqual([9, 19, 29, 39]);
    // and remembers it across admissions
    const [next] = takeTurns({
      candidates,
      turns: { latest: new Map(), interactiveInRow: 9 },
      room: free(),
      limit: 1,
    });
    expect(next.fairnessKey).toBe('bulk');
  });

  it('takes the highest priority of a fairness key first', () => {
    const taken = takeTurns({
      candidates: [...work('a', 2), ...work('a', 1, { priority: 5 })],
      turns: noTurns,
      room: free(),
      limit: 2,
    });
    expect(taken.map(({ priority }) => priority)).toEqual([5, 0]);
  });

  it('passes over what has no room, and keeps every cap', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const candidate = fc.record({
      id: fc.uuid(),
      org: name,
      repository: fc
        .tuple(name, name)
        .map(([org, repository]) => `${org}/${repository}`),
      owner: fc.option(name),
      template: fc.option(name),
      fairnessKey: name,
      priority: fc.constantFrom(BULK_PRIORITY, INTERACTIVE_PRIORITY),
    });
    const cap = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 40 }),
        fc.record({
          perOrganization: cap,
          perRepository: cap,
          perOwner: cap,
          perTemplate: cap,
        }),
        fc.array(
          fc.record({
            org: name,
            repository: fc
              .tuple(name, name)
              .map(([org, repository]) => `${org}/${repository}`),
            owner: fc.option(name),
            template: fc.option(name),
            count: fc.integer({ min: 1, max: 3 }),
          }),
          { maxLength: 4 },
        ),
        fc.integer({ min: 1, max: 30 }),
        (candidates, caps, active, limit) => {
          const room = new Room(caps, active);
          const taken = takeTurns({ candidates, turns: noTurns, room, limit });
          const count = (
            kind: 'org' | 'repository' | 'owner' | 'template',
            of: string,
          ) =>
            taken.filter(task => task[kind] === of).length +
            active
              .filter(place => place[kind] === of)
              .reduce((sum, place) => sum + place.count, 0);
          const fits = (task: Candidate) =>
            count('org', task.org) < (caps.perOrganization ?? Infinity) &&
            count('repository', task.repository) <
              (caps.perRepository ?? Infinity) &&
            (task.owner === null ||
              count('owner', task.owner) < (caps.perOwner ?? Infinity)) &&
            (task.template === null ||
              count('template', task.template) <
                (caps.perTemplate ?? Infinity));
          for (const task of taken) {
            expect(count('org', task.org)).toBeLessThanOrEqual(
              caps.perOrganization ?? Infinity,
            );
            expect(count('repository', task.repository)).toBeLessThanOrEqual(
              caps.perRepository ?? Infinity,
            );
            expect(
              task.owner === null ? 0 : count('owner', task.owner),
            ).toBeLessThanOrEqual(caps.perOwner ?? Infinity);
            expect(
              task.template === null ? 0 : count('template', task.template),
            ).toBeLessThanOrEqual(caps.perTemplate ?? Infinity);
          }
          // nothing that fits is left behind while places are left
          const left = candidates.filter(
            task => !taken.includes(task) && fits(task),
          );
          expect(taken.length === limit || left.length === 0).toBe(true);
          expect(new Set(taken).size).toBe(taken.length);
        },
      ),
    );
  });

  it('is fair whatever the sizes of the queues', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 200 }), {
          minLength: 2,
          maxLength: 8,
        }),
        sizes => {
          const taken = takeTurns({
            candidates: sizes.flatMap((size, i) => work(`key-${i}`, size)),
            turns: noTurns,
            room: free(),
            limit: sizes.length * 20,
          });
          const shares = sizes.map(
            (_, i) =>
              taken.filter(({ fairnessKey }) => fairnessKey === `key-${i}`)
                .length,
          );
          const sum = shares.reduce((a, b) => a + b, 0);
          const squares = shares.reduce((a, b) => a + b * b, 0);
          // Jain's index; 1 is perfectly fair
          expect(sum ** 2 / (shares.length * squares)).toBeGreaterThan(0.999);
        },
      ),
    );
  });
});
