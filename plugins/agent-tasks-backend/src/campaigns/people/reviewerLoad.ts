import type {
  CampaignReviewerGroup,
  CampaignReviewers,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ReviewCandidates, same } from '../../review/reviewCandidates';

/** Targets that the same people would review. */
export type ReviewedTargets = {
  owner?: string;
  targets: number;
  /** Those of them without a pull request so far. */
  toCome: number;
  candidates: ReviewCandidates;
  /** Entity references of whom the candidates belong to. */
  refs: string[];
};

type Load = Omit<CampaignReviewerGroup, 'open' | 'drafts' | 'atMost'>;

/**
 * How many targets land on whom, those with most to come first, and how many
 * land on nobody. Pure.
 */
export function reviewerLoad(found: ReviewedTargets[]): {
  groups: Load[];
  withoutReviewer: CampaignReviewers['withoutReviewer'];
} {
  const groups = new Map<string, Load>();
  const without = new Map<string | undefined, number>();
  for (const { owner, targets, toCome, candidates, refs } of found) {
    for (const ref of refs) {
      const earlier = groups.get(ref);
      groups.set(ref, {
        ref,
        teams: union(earlier?.teams, candidates.teams),
        people: union(earlier?.people, candidates.people),
        targets: (earlier?.targets ?? 0) + targets,
        toCome: (earlier?.toCome ?? 0) + toCome,
      });
    }
    if (!refs.length) {
      without.set(owner, (without.get(owner) ?? 0) + targets);
    }
  }
  return {
    groups: [...groups.values()].sort(
      (a, b) =>
        b.toCome - a.toCome ||
        b.targets - a.targets ||
        (a.ref < b.ref ? -1 : 1),
    ),
    withoutReviewer: [...without]
      .map(([owner, targets]) => ({
        ...(owner !== undefined && { owner }),
        targets,
      }))
      .sort((a, b) => b.targets - a.targets),
  };
}

function union(earlier: string[] = [], names: string[]): string[] {
  return [
    ...earlier,
    ...names.filter(name => !earlier.some(other => same(other, name))),
  ];
}
