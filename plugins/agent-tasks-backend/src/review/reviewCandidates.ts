import type { Owner } from '../entities/OwnerDirectory';

/** Who may be asked for a review; pure. */
export type ReviewCandidates = {
  /** Teams as `organization/team`. */
  teams: string[];
  /** Logins. */
  people: string[];
};

/** Who must not review: GitHub cannot know the requester of a machine's work. */
export type Excluded = {
  /** Entity references. */
  refs: string[];
  /** Logins of the requester and the identities. */
  logins: string[];
};

/**
 * Who can review what belongs to an owner: the owner's team where nobody in it
 * is excluded, else its people, and where the catalog knows no login of any,
 * the team after all, which has others in it.
 *
 * @param organization - of the repository: teams of another cannot be asked
 */
export function candidatesOf(
  owner: Owner,
  excluded: Excluded,
  organization: string,
): ReviewCandidates {
  const allowed = owner.members.filter(member => !isExcluded(member, excluded));
  const people = allowed.flatMap(({ login }) =>
    login !== undefined && !isBot(login) ? login : [],
  );
  const team =
    owner.teamSlug !== undefined &&
    same(owner.teamSlug.split('/')[0], organization)
      ? owner.teamSlug
      : undefined;
  const onlyOthers = allowed.length === owner.members.length;
  if (
    team !== undefined &&
    (onlyOthers || (!people.length && allowed.length))
  ) {
    return { teams: [team], people };
  }
  return { teams: [], people };
}

/** Those of the first owners with anybody, and who these owners are. */
export function firstCandidates(
  choices: Owner[][],
  excluded: Excluded,
  organization: string,
): ReviewCandidates & { refs: string[] } {
  for (const owners of choices) {
    const all = owners.map(owner => ({
      ref: owner.ref,
      ...candidatesOf(owner, excluded, organization),
    }));
    const found = all.filter(each => each.teams.length || each.people.length);
    const teams = unique(found.flatMap(candidates => candidates.teams));
    const people = unique(found.flatMap(candidates => candidates.people));
    if (teams.length || people.length) {
      return { teams, people, refs: unique(found.map(({ ref }) => ref)) };
    }
  }
  return { teams: [], people: [], refs: [] };
}

/** Whether a login, or a team, is the same; GitHub does not tell cases apart. */
export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function isExcluded(
  member: Owner['members'][number],
  { refs, logins }: Excluded,
): boolean {
  return (
    refs.some(ref => same(ref, member.ref)) ||
    logins.some(login => same(login, member.login ?? ''))
  );
}

// GraphQL leaves the suffix out
const agents = [
  'copilot',
  'copilot-swe-agent',
  'copilot-pull-request-reviewer',
];

/** GitHub Apps and GitHub's own agents. */
export function isBot(login: string): boolean {
  return /\[bot\]$/i.test(login) || agents.some(agent => same(agent, login));
}

function unique(names: string[]): string[] {
  return names.filter(
    (name, index) => names.findIndex(other => same(name, other)) === index,
  );
}
