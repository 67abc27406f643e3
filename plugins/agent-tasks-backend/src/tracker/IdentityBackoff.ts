import { GitHubError } from '../github/GitHubError';

/** First wait after a failure; doubles up to the longest. */
const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/** GitHub: at least one minute after a limit that names no time. */
const LIMIT_MS = 60_000;

/**
 * How long this process leaves an identity's readings alone after failures, so
 * that an outage is not met with a request for each task that is due.
 *
 * A politeness, not a budget: what all replicas must keep is in
 * `identity_states`.
 */
export class IdentityBackoff {
  private readonly failures = new Map<
    string,
    { count: number; until: number }
  >();

  constructor(private readonly now: () => number = Date.now) {}

  succeeded(identityId: string): void {
    this.failures.delete(identityId);
  }

  /** @returns milliseconds until the next try. */
  failed(identityId: string, error: unknown): number {
    const count = (this.failures.get(identityId)?.count ?? 0) + 1;
    const wait = this.waitAfter(error, count);
    this.failures.set(identityId, { count, until: this.now() + wait });
    return wait;
  }

  /** Those of the identities that may be asked now. */
  open(identityIds: string[]): string[] {
    return identityIds.filter(
      id => (this.failures.get(id)?.until ?? 0) <= this.now(),
    );
  }

  /** @returns milliseconds until one more may be asked. */
  nextOpen(identityIds: string[]): number | undefined {
    const waits = identityIds
      .map(id => (this.failures.get(id)?.until ?? 0) - this.now())
      .filter(wait => wait > 0);
    return waits.length ? Math.min(...waits) : undefined;
  }

  private waitAfter(error: unknown, count: number): number {
    if (error instanceof GitHubError && error.failure.kind === 'answered') {
      const { retryAt, rateLimited } = error.failure;
      if (retryAt !== undefined) {
        return Math.max(retryAt - this.now(), 1_000);
      }
      if (rateLimited) {
        return LIMIT_MS * 2 ** Math.min(count - 1, 4);
      }
    }
    const wait = Math.min(FIRST_MS * 2 ** Math.min(count - 1, 10), LONGEST_MS);
    return Math.round(wait * (0.75 + Math.random() / 4));
  }
}
