import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { ReviewerFinder } from '../../review/ReviewerFinder';

/** Names in a sentence. */
const MOST_NAMES = 3;

/**
 * Somebody can review who neither asked for the task nor launches it, and is
 * told: GitHub cannot know the requester.
 */
export function createReviewerCheck(options: {
  reviewers: Pick<ReviewerFinder, 'find'>;
  /** Logins of the identities. */
  logins: (identities: string[]) => Promise<string[]>;
}): PolicyCheck {
  return {
    id: 'reviewer',
    evaluate: async ({
      owner,
      requestedBy,
      identities,
      repository,
      template,
    }) => {
      const named = template?.review?.reviewers;
      if ((owner === undefined && !named?.length) || !repository) {
        return [];
      }
      const { candidates } = await options.reviewers.find({
        ...(named && { templateReviewers: named }),
        ...(owner && { owner }),
        requestedBy,
        identityLogins: await options.logins(identities),
        organization: repository.owner,
      });
      const reviewers = candidates.people.length
        ? candidates.people
        : candidates.teams;
      return reviewers.length
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
              message: `Nobody of ${(named?.length ? named : [owner]).join(
                ', ',
              )} can review the pull request: its members need a GitHub login, and the requester and the automation account do not count.`,
              nextStep:
                "Add another member with github.com/user-login, or github.com/team-slug of a team of the repository's organization to the group, in the catalog.",
              field: 'entityRef',
            },
          ];
    },
  };
}

function inWords(names: string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`
    : names.join(' or ');
}
