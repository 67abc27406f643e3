import { CustomErrorBase } from '@backstage/errors';

/** What is known about a request to GitHub that did not succeed. */
export type GitHubFailure =
  | AnsweredFailure
  | {
      /** The connection never opened: GitHub cannot have seen the request. */
      kind: 'not-sent';
      message: string;
      /** We did not try: GitHub is not to blame. */
      withheld?: boolean;
    }
  | {
      /** The request left, or may have left, and no readable answer came. */
      kind: 'no-answer';
      message: string;
      timedOut: boolean;
      /** Where an answer's head came, and its body could not be read. */
      status?: number;
    };

/** GitHub answered with a status that is not a success. */
export type AnsweredFailure = {
  kind: 'answered';
  status: number;
  /** GitHub's own words. */
  message: string;
  /** Top-level `code`, e.g. `copilot_plan_required`. */
  code?: string;
  /** `errors` of a 422. */
  errors: { code?: string; field?: string; message?: string }[];
  /** The limit that was hit ends then, in milliseconds since the epoch. */
  retryAt?: number;
  /** The answer says that a primary or secondary limit was hit. */
  rateLimited: boolean;
  /** `x-accepted-github-permissions` of a fine-grained token. */
  acceptedPermissions?: string;
  /** `x-github-sso`: the token is not authorised for the organization. */
  singleSignOn?: string;
};

/** A request to GitHub that did not succeed. Never holds a token. */
export class GitHubError extends CustomErrorBase {
  name = 'GitHubError' as const;

  constructor(readonly failure: GitHubFailure) {
    super(failure.message);
  }

  /** Status of GitHub's answer, where one came. */
  get status(): number | undefined {
    return this.failure.kind === 'not-sent' ? undefined : this.failure.status;
  }
}
