import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Owner, OwnerDirectory } from '../../entities/OwnerDirectory';

/** Names in a sentence. */
const MOST_NAMES = 3;

/**
 * Somebody of the owner can review who neither asked for the task nor launches
 * it, and is told: GitHub cannot know the requester.
 */
export function createReviewerCheck(options: {
  directory: Pick<OwnerDirectory, 'find'>;
  /** Logins of the identities. */
  logins: (identities: string[]) => Promise<string[]>;
}): PolicyCheck {
  return {
    id: 'reviewer',
    evaluate: async ({ owner, requestedBy, identities }) => {
      if (owner === undefined) {
        return [];
      }
      const [found, logins] = await Promise.all([
        options.directory.find(owner),
        options.logins(identities),
      ]);
      const reviewers = found && reviewersOf(found, { requestedBy, logins });
      return reviewers?.length
        ? [
            {
              kind: 'note',
              code: 'reviewer',
              message: `${inWords(reviewers)} can review it.`,
            },
          ]
        : [
            {
              kind: 'forbidden',
              code: 'no-reviewer',
              message: `Nobody of ${owner} can review the pull request: its members need a GitHub login, and the requester and the automation account do not count.`,
              nextStep:
                'Add another member with github.com/user-login, or github.com/team-slug to the group, in the catalog.',
              field: 'entityRef',
            },
          ];
    },
  };
}

/** Who can review, by login, or else by the team; pure. */
export function reviewersOf(
  owner: Owner,
  not: { requestedBy: string; logins: string[] },
): string[] {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const others = owner.members.filter(
    ({ ref, login }) =>
      !same(ref, not.requestedBy) &&
      !not.logins.some(other => same(other, login ?? '')),
  );
  const logins = others.flatMap(({ login }) => login ?? []);
  if (logins.length || owner.teamSlug === undefined) {
    return logins;
  }
  // who is in a team that the catalog knows nobody of, GitHub knows
  return others.length || !owner.members.length ? [owner.teamSlug] : [];
}

function inWords(names: string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`
    : names.join(' or ');
}
