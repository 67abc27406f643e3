import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { PullRequestRow, PullRouteRow } from '../database/rows';
import { digestText } from '../json/digest';
import { planStale, StaleFacts } from './planStale';
import { ReviewCandidates, same } from './reviewCandidates';
import { mayReview } from './ReviewerFinder';

/**
 * What is to be done next to bring a pull request into review. Pure: the same
 * facts, the same step, on every replica and after every crash.
 */

/** A repository without checks has none this long after the agent's last word. */
const CHECKS_APPEAR_WITHIN_MS = 10 * 60_000;

/** What the configuration and the template ask for. */
export type RoutingRule = Pick<
  AgentTasksConfig['review'],
  'markReady' | 'requestReviewers' | 'labels' | 'comment' | 'closeStale'
> & {
  /** Extensions that assign it to something, by their ids. */
  assigners: string[];
  /** People who are asked, where no team is. */
  reviewers: number;
};

/** What the step is decided from. */
export type RoutingFacts = {
  pull: Pick<
    PullRequestRow,
    'state' | 'checks' | 'head_sha' | 'requested_reviewers' | 'reviews'
  > &
    StaleFacts['pull'];
  route: Pick<
    PullRouteRow,
    | 'labelled_at'
    | 'commented_at'
    | 'ready_at'
    | 'asked'
    | 'asked_again'
    | 'refused'
    | 'assigned'
  > &
    StaleFacts['route'];
  now: Date;
  /** Whether the pull request was read since it was marked ready. */
  readSinceReady: boolean;
  /** Since the agent's last change, in milliseconds. */
  quietMs: number;
  candidates: ReviewCandidates;
  /** Logins that must not review. */
  excluded: string[];
  /** Login → open pull requests that wait for the person. */
  load: ReadonlyMap<string, number>;
  /** Spreads equals over people. */
  seed: string;
};

/** One step; each is a request to GitHub that may be made twice. */
export type RoutingStep =
  | { kind: 'labels'; labels: string[] }
  | { kind: 'comment' }
  | { kind: 'ready' }
  | { kind: 'reviewers'; people: string[]; teams: string[]; again: boolean }
  | { kind: 'assign'; assigner: string }
  | { kind: 'warn' }
  | { kind: 'close' };

/** What is to be done now. */
export type RoutingPlan =
  | { step: RoutingStep }
  /** Nothing until a fact changes, at the latest after `againInMs`. */
  | { waitsFor: PullRouteRow['waits_for']; againInMs?: number };

const nothing: RoutingPlan = { waitsFor: null };

/** The next step of one pull request, or what it waits for. */
export function planRouting(
  rule: RoutingRule,
  facts: RoutingFacts,
): RoutingPlan {
  const { pull, route } = facts;
  if (pull.state !== 'draft' && pull.state !== 'open') {
    return nothing;
  }
  const plan = planReview(rule, facts);
  if ('step' in plan) {
    return plan;
  }
  const stale = planStale(rule.closeStale, facts);
  if ('step' in stale) {
    return { step: { kind: stale.step } };
  }
  // last, because others have written it, and it may fail
  const assigner = rule.assigners.find(id => !route.assigned.includes(id));
  return assigner === undefined
    ? { ...plan, ...sooner(plan.againInMs, stale.againInMs) }
    : { step: { kind: 'assign', assigner } };
}

function planReview(rule: RoutingRule, facts: RoutingFacts): RoutingPlan {
  const { pull, route } = facts;
  if (rule.labels.length && !route.labelled_at) {
    return { step: { kind: 'labels', labels: rule.labels } };
  }
  if (rule.comment && !route.commented_at) {
    return { step: { kind: 'comment' } };
  }
  // who makes it a draft again later has a reason
  if (pull.state === 'draft' && !route.ready_at && rule.markReady !== 'never') {
    return rule.markReady === 'always'
      ? { step: { kind: 'ready' } }
      : afterChecks(facts);
  }
  if (!rule.requestReviewers) {
    return nothing;
  }
  if (route.ready_at && !facts.readSinceReady) {
    // code owners are asked by GitHub itself, and count
    return { waitsFor: null, againInMs: 5_000 };
  }
  return askForReview(rule, facts);
}

function sooner(...waits: (number | undefined)[]): { againInMs?: number } {
  const known = waits.filter(wait => wait !== undefined);
  return known.length ? { againInMs: Math.min(...known) } : {};
}

function afterChecks({ pull, quietMs }: RoutingFacts): RoutingPlan {
  if (pull.checks === 'success') {
    return { step: { kind: 'ready' } };
  }
  const left = CHECKS_APPEAR_WITHIN_MS - quietMs;
  return (pull.checks ?? 'none') === 'none' && left <= 0
    ? { step: { kind: 'ready' } }
    : {
        waitsFor: 'checks',
        ...((pull.checks ?? 'none') === 'none' && { againInMs: left }),
      };
}

function askForReview(rule: RoutingRule, facts: RoutingFacts): RoutingPlan {
  const again = toAskAgain(facts);
  if (again.length) {
    return {
      step: { kind: 'reviewers', people: again, teams: [], again: true },
    };
  }
  const { pull, route, candidates, excluded } = facts;
  const asked = [
    ...pull.requested_reviewers,
    ...pull.reviews.map(({ login }) => login),
  ].filter(name => mayReview(name, excluded));
  // whom a person has taken off again is not asked once more
  const known = [...asked, ...route.asked];
  const open = (names: string[]) =>
    names.filter(
      name => ![...known, ...route.refused].some(other => same(other, name)),
    );
  if (known.some(name => name.includes('/'))) {
    return nothing;
  }
  const [team] = known.length ? [] : open(candidates.teams);
  if (team !== undefined) {
    return {
      step: { kind: 'reviewers', people: [], teams: [team], again: false },
    };
  }
  const missing = rule.reviewers - new Set(known.map(lower)).size;
  const people = leastBusy(open(candidates.people), facts).slice(
    0,
    Math.max(missing, 0),
  );
  if (people.length) {
    return { step: { kind: 'reviewers', people, teams: [], again: false } };
  }
  return known.length ? nothing : { waitsFor: 'reviewer' };
}

/** Who wanted changes, once there are some that they have not seen. */
function toAskAgain({ pull, route, excluded }: RoutingFacts): string[] {
  const { head_sha: head } = pull;
  return pull.state !== 'open' || head === null
    ? []
    : pull.reviews
        .filter(
          ({ login, state, commit }) =>
            state === 'changes-requested' &&
            commit !== undefined &&
            commit !== head &&
            route.asked_again[login] !== head &&
            mayReview(login, excluded) &&
            ![...pull.requested_reviewers, ...route.refused].some(other =>
              same(other, login),
            ),
        )
        .map(({ login }) => login);
}

function leastBusy(people: string[], { load, seed }: RoutingFacts): string[] {
  const rank = (login: string) => digestText(`${seed} ${lower(login)}`);
  return [...people].sort(
    (a, b) =>
      (load.get(lower(a)) ?? 0) - (load.get(lower(b)) ?? 0) ||
      rank(a).localeCompare(rank(b)),
  );
}

function lower(name: string): string {
  return name.toLowerCase();
}
