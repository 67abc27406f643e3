import type { Owner, OwnerDirectory } from '../entities/OwnerDirectory';
import {
  firstCandidates,
  isBot,
  ReviewCandidates,
  same,
} from './reviewCandidates';

/** Whose pull request is to be reviewed. */
export type ReviewSubject = {
  /** Entity references that the template names. */
  templateReviewers?: string[];
  /** Entity reference of the owner. */
  owner?: string;
  requestedBy: string;
  /** Logins of the identities that may launch, or have launched, the task. */
  identityLogins: string[];
  /** Owner of the repository. */
  organization: string;
};

/** Who may review it. */
export type FoundReviewers = {
  candidates: ReviewCandidates;
  /** Entity references of the owners that they belong to. */
  refs: string[];
  /** Logins that must not. */
  excluded: string[];
};

/**
 * Finds who may review: whom the template names, else the owner, else whom the
 * configuration names. The same answer decides before the launch and asks
 * after it.
 */
export class ReviewerFinder {
  constructor(
    private readonly options: {
      directory: Pick<OwnerDirectory, 'find'>;
      /** Entity references of those who review what nobody else can. */
      defaults: string[];
      /** The person who answers for a requester that is none, such as a schedule. */
      answersFor?: (requestedBy: string) => Promise<string | undefined>;
    },
  ) {}

  /** @throws where the catalog does not answer */
  async find(subject: ReviewSubject): Promise<FoundReviewers> {
    const { templateReviewers = [], owner } = subject;
    const requestedBy =
      (await this.options.answersFor?.(subject.requestedBy)) ??
      subject.requestedBy;
    const [fromTemplate, owners, defaults, requester] = await Promise.all([
      this.owners(templateReviewers),
      this.owners(owner === undefined ? [] : [owner]),
      this.owners(this.options.defaults),
      this.owners(/^user:/i.test(requestedBy) ? [requestedBy] : []),
    ]);
    const excluded = [
      ...subject.identityLogins,
      ...requester.flatMap(({ members }) =>
        members.flatMap(({ ref, login }) =>
          login !== undefined && same(ref, requestedBy) ? login : [],
        ),
      ),
    ];
    const { refs, ...candidates } = firstCandidates(
      [fromTemplate, owners, defaults],
      { refs: [requestedBy], logins: excluded },
      subject.organization,
    );
    return { candidates, refs, excluded };
  }

  private async owners(refs: string[]): Promise<Owner[]> {
    const found = await Promise.all(
      refs.map(ref => this.options.directory.find(ref)),
    );
    return found.flatMap(owner => owner ?? []);
  }
}

/** Whether somebody who is named may review. */
export function mayReview(name: string, excluded: string[]): boolean {
  return !isBot(name) && !excluded.some(other => same(other, name));
}
