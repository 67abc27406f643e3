import fc from 'fast-check';
import type { Owner } from '../entities/OwnerDirectory';
import {
  planRouting,
  RoutingFacts,
  RoutingPlan,
  RoutingRule,
} from './planRouting';
import { candidatesOf, firstCandidates } from './reviewCandidates';
import { mayReview, ReviewerFinder } from './ReviewerFinder';

const everything: RoutingRule = {
  markReady: 'when-checks-are-green',
  requestReviewers: true,
  reviewers: 2,
  labels: ['agent'],
  comment: true,
  assigners: [],
};
const now = new Date();
const prepared = { labelled_at: now, commented_at: now };

function factsOf(
  change: {
    pull?: Partial<RoutingFacts['pull']>;
    route?: Partial<RoutingFacts['route']>;
  } & Partial<Omit<RoutingFacts, 'pull' | 'route'>> = {},
): RoutingFacts {
  return {
    readSinceReady: true,
    quietMs: 0,
    candidates: { teams: [], people: ['ada', 'bob', 'cleo'] },
    excluded: ['robot', 'rita'],
    load: new Map(),
    seed: 't1',
    now,
    ...change,
    pull: {
      state: 'draft',
      checks: 'none',
      head_sha: 'c2',
      requested_reviewers: [],
      reviews: [],
      github_updated_at: now,
      read_at: now,
      ...change.pull,
    },
    route: {
      labelled_at: null,
      commented_at: null,
      ready_at: null,
      asked: [],
      asked_again: {},
      refused: [],
      assigned: [],
      warned_at: null,
      close_at: null,
      closed_at: null,
      ...change.route,
    },
  };
}

const waitsFor = (
  what: (RoutingPlan & { waitsFor: unknown })['waitsFor'],
  againInMs?: number,
) => ({
  waitsFor: what,
  ...(againInMs !== undefined && { againInMs }),
});
const asks = (people: string[], teams: string[] = [], again = false) => ({
  step: { kind: 'reviewers', people, teams, again },
});
const open = { state: 'open' as const };
const changes = (login: string, commit: string) => ({
  login,
  state: 'changes-requested' as const,
  commit,
});

describe('planRouting', () => {
  it.each<
    [string, Partial<RoutingRule>, Parameters<typeof factsOf>[0], unknown]
  >([
    ['labels first', {}, {}, { step: { kind: 'labels', labels: ['agent'] } }],
    [
      'then the comment',
      {},
      { route: { labelled_at: now } },
      { step: { kind: 'comment' } },
    ],
    [
      'green checks make it ready',
      {},
      { route: prepared, pull: { checks: 'success' } },
      { step: { kind: 'ready' } },
    ],
    ...(['pending', 'failure'] as const).map(
      (checks): [string, {}, {}, unknown] => [
        `${checks} checks do not`,
        {},
        { route: prepared, pull: { checks }, quietMs: 86_400_000 },
        waitsFor('checks'),
      ],
    ),
    [
      'what waits for its checks is assigned, once by each',
      { assigners: ['milestone', 'project'] },
      {
        route: { ...prepared, assigned: ['milestone'] },
        pull: { checks: 'failure' },
      },
      { step: { kind: 'assign', assigner: 'project' } },
    ],
    [
      'what is silent is warned about before it is assigned',
      { assigners: ['project'], closeStale: { afterMs: 0, warningMs: 0 } },
      { route: prepared, pull: { checks: 'failure' } },
      { step: { kind: 'warn' } },
    ],
    [
      'what is silent in a queue comes out of it first',
      { closeStale: { afterMs: 0, warningMs: 0 } },
      { route: prepared, pull: { checks: 'success' } },
      { step: { kind: 'ready' } },
    ],
    [
      'a warning comes in time',
      { closeStale: { afterMs: 120_000, warningMs: 0 } },
      { route: prepared, quietMs: 60_000 },
      waitsFor('checks', 120_000),
    ],
    [
      'no checks yet do not either',
      {},
      { route: prepared, quietMs: 60_000 },
      waitsFor('checks', 9 * 60_000),
    ],
    [
      'a repository without checks is ready after ten minutes',
      {},
      { route: prepared, quietMs: 600_000 },
      { step: { kind: 'ready' } },
    ],
    [
      'always is at once',
      { markReady: 'always' },
      { route: prepared, pull: { checks: 'failure' } },
      { step: { kind: 'ready' } },
    ],
    [
      'never asks for the review of the draft',
      { markReady: 'never' },
      {
        route: prepared,
        candidates: { teams: [], people: ['ada'] },
      },
      asks(['ada']),
    ],
    [
      'a draft that people made again stays one',
      {},
      {
        route: { ...prepared, ready_at: now, asked: ['ada', 'bob'] },
        pull: { checks: 'success' },
      },
      waitsFor(null),
    ],
    [
      'code owners that GitHub asks are waited for',
      {},
      { route: { ...prepared, ready_at: now }, readSinceReady: false },
      waitsFor(null, 5_000),
    ],
    [
      'and count',
      {},
      {
        route: prepared,
        pull: { ...open, requested_reviewers: ['acme/owners'] },
      },
      waitsFor(null),
    ],
    [
      'a team is asked as one',
      {},
      {
        route: prepared,
        pull: open,
        candidates: { teams: ['acme/web'], people: ['ada'] },
      },
      asks([], ['acme/web']),
    ],
    [
      'people where GitHub does not take the team',
      {},
      {
        route: { ...prepared, refused: ['acme/web'] },
        pull: open,
        candidates: { teams: ['acme/web'], people: ['ada'] },
      },
      asks(['ada']),
    ],
    [
      'who has fewest to review is asked',
      {},
      {
        route: prepared,
        pull: open,
        load: new Map([
          ['ada', 3],
          ['cleo', 1],
        ]),
      },
      asks(['bob', 'cleo']),
    ],
    [
      'as many as are missing',
      {},
      {
        route: prepared,
        pull: { ...open, reviews: [{ login: 'BOB', state: 'commented' }] },
        load: new Map([['ada', 1]]),
      },
      asks(['cleo']),
    ],
    [
      'the requester does not count',
      { reviewers: 1 },
      {
        route: prepared,
        pull: { ...open, requested_reviewers: ['Rita'] },
        candidates: { teams: [], people: ['ada'] },
      },
      asks(['ada']),
    ],
    [
      'nor does the agent',
      { reviewers: 1 },
      {
        route: prepared,
        pull: { ...open, requested_reviewers: ['Copilot'] },
        candidates: { teams: [], people: ['ada'] },
      },
      asks(['ada']),
    ],
    [
      'who was taken off is not asked again',
      { reviewers: 1 },
      {
        route: { ...prepared, asked: ['ada'] },
        pull: open,
      },
      waitsFor(null),
    ],
    [
      'nobody is left',
      {},
      {
        route: { ...prepared, refused: ['ada', 'bob', 'cleo'] },
        pull: open,
      },
      waitsFor('reviewer'),
    ],
    [
      'who wanted changes is asked again after them',
      {},
      {
        route: { ...prepared, asked: ['ada', 'bob'] },
        pull: {
          ...open,
          requested_reviewers: ['bob'],
          reviews: [changes('ada', 'c1')],
        },
      },
      asks(['ada'], [], true),
    ],
    [
      'not before them',
      {},
      {
        route: { ...prepared, asked: ['ada', 'bob'] },
        pull: {
          ...open,
          requested_reviewers: ['bob'],
          reviews: [changes('ada', 'c2')],
        },
      },
      waitsFor(null),
    ],
    [
      'and once for each commit',
      {},
      {
        route: {
          ...prepared,
          asked: ['ada', 'bob'],
          asked_again: { ada: 'c2' },
        },
        pull: {
          ...open,
          requested_reviewers: ['bob'],
          reviews: [changes('ada', 'c1')],
        },
      },
      waitsFor(null),
    ],
    ...(['merged', 'closed'] as const).map(
      (state): [string, {}, {}, unknown] => [
        `nothing once it is ${state}`,
        {},
        { pull: { state } },
        waitsFor(null),
      ],
    ),
    [
      'nothing where nothing is asked for',
      {
        markReady: 'never',
        requestReviewers: false,
        labels: [],
        comment: false,
      },
      {},
      waitsFor(null),
    ],
  ])('%s', (_, rule, facts, expected) => {
    expect(planRouting({ ...everything, ...rule }, factsOf(facts))).toEqual(
      expected,
    );
  });
});

/** Every small organization: who is where, with which account, in which team. */
const person = fc.record({
  ref: fc.constantFrom('user:default/rita', 'user:default/a', 'user:default/b'),
  login: fc.constantFrom(
    undefined,
    'rita-gh',
    'robot',
    'copilot-swe-agent[bot]',
    'a-gh',
    'b-gh',
  ),
});
const group: fc.Arbitrary<Owner> = fc.record({
  ref: fc.constant('group:default/team'),
  kind: fc.constant('group'),
  members: fc
    .uniqueArray(person, { maxLength: 3, selector: ({ ref }) => ref })
    .map(members =>
      members.map(({ ref, login }) =>
        login === undefined ? { ref } : { ref, login },
      ),
    ),
  teamSlug: fc.constantFrom('acme/team', 'other/team'),
});
const excluded = {
  refs: ['user:default/rita'],
  logins: ['rita-gh', 'robot'],
};

describe('reviewers', () => {
  it('are found if and only if somebody may review, and never are who may not', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 3 }), owners => {
        const { teams, people } = firstCandidates(
          owners.map(owner => [owner]),
          excluded,
          'acme',
        );
        for (const login of people) {
          expect(mayReview(login, excluded.logins)).toBe(true);
        }
        const may = owners.some(({ members, teamSlug }) => {
          const others = members.filter(
            ({ ref, login }) =>
              ref !== 'user:default/rita' &&
              !excluded.logins.includes(login ?? ''),
          );
          return (
            others.some(
              ({ login }) => login && mayReview(login, excluded.logins),
            ) ||
            (teamSlug === 'acme/team' &&
              (others.length > 0 || members.length === 0))
          );
        });
        expect(teams.length + people.length > 0).toBe(may);
      }),
    );
  });

  it('are asked by name where the requester is in their team', () => {
    const owner: Owner = {
      ref: 'group:default/team',
      kind: 'group',
      members: [
        { ref: 'user:default/a', login: 'a-gh' },
        { ref: 'user:default/rita', login: 'rita-gh' },
      ],
      teamSlug: 'acme/team',
    };
    expect(candidatesOf(owner, excluded, 'acme')).toEqual({
      teams: [],
      people: ['a-gh'],
    });
    expect(
      candidatesOf(
        { ...owner, members: owner.members.slice(0, 1) },
        excluded,
        'ACME',
      ),
    ).toEqual({ teams: ['acme/team'], people: ['a-gh'] });
  });

  it('are whom the template names, else the owner, else the configured ones', async () => {
    const ownerOf = (ref: string): Owner | undefined =>
      ref === 'group:default/nobody'
        ? undefined
        : { ref, kind: 'group', members: [{ ref, login: ref.slice(14) }] };
    const finder = new ReviewerFinder({
      directory: { find: async ref => ownerOf(ref) },
      defaults: ['group:default/platform'],
    });
    const find = async (
      change: Partial<Parameters<ReviewerFinder['find']>[0]>,
    ) =>
      (
        await finder.find({
          requestedBy: 'plugin:scaffolder',
          identityLogins: ['robot'],
          organization: 'acme',
          ...change,
        })
      ).candidates.people;
    const owner = 'group:default/web';
    expect(
      await find({ templateReviewers: ['group:default/sec'], owner }),
    ).toEqual(['sec']);
    expect(
      await find({ templateReviewers: ['group:default/nobody'], owner }),
    ).toEqual(['web']);
    expect(await find({ owner: 'group:default/nobody' })).toEqual(['platform']);
    expect(await find({})).toEqual(['platform']);
  });

  it('are not who answers for the schedule that has asked', async () => {
    const owner: Owner = {
      ref: 'group:default/web',
      kind: 'group',
      members: ['ada', 'bo'].map(name => ({
        ref: `user:default/${name}`,
        login: name,
      })),
    };
    const finder = new ReviewerFinder({
      directory: {
        find: async ref =>
          ref === owner.ref
            ? owner
            : {
                ref,
                kind: 'user',
                members: owner.members.filter(member => member.ref === ref),
              },
      },
      defaults: [],
      answersFor: async actor =>
        actor === 'schedule:1' ? 'user:default/ada' : undefined,
    });
    const subject = {
      owner: owner.ref,
      identityLogins: [],
      organization: 'acme',
    };
    const peopleFor = async (requestedBy: string) =>
      (await finder.find({ ...subject, requestedBy })).candidates.people;
    expect(await peopleFor('schedule:1')).toEqual(['bo']);
    expect(await peopleFor('plugin:scaffolder')).toEqual(['ada', 'bo']);
  });
});
