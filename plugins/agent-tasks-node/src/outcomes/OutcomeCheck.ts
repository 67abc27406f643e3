import type { JsonObject } from '@backstage/types';

/**
 * Where a migration is to reach its goal.
 *
 * @public
 */
export type OutcomeTarget = {
  campaignId: string;
  /** Id of the target within the campaign. */
  targetId: string;
  /** The repository, where the target has one. */
  repository?: { host: string; owner: string; name: string };
  /** Entity reference of what the work is on. */
  entityRef?: string;
  /** Entity references of all that the target stands for. */
  entityRefs: string[];
  ownerRef?: string;
  tier?: string;
  /** Parameters of its task. */
  parameters: JsonObject;
  /** `with` of the template, its expressions filled in. */
  options: JsonObject;
};

/**
 * What a check has found.
 *
 * @public
 */
export type OutcomeCheckResult = {
  /** `unknown` where it cannot say; that is never taken for `met`. */
  result: 'met' | 'not-met' | 'unknown';
  /** What it saw, in a sentence. */
  message?: string;
};

/**
 * Says whether a migration has reached its goal, e.g. by asking a scanner.
 * Templates name it with `spec.outcome.check.id`.
 *
 * @public
 */
export interface OutcomeCheck {
  /** Unique; templates name it. */
  id: string;
  /**
   * Looks at one target: when its campaign is planned, after its merge, and
   * then and again. It changes nothing, and has ten seconds.
   *
   * @throws where it cannot say now: it is asked again, later and later
   */
  check(
    target: OutcomeTarget,
    context: {
      /** Aborted after its time, and when the backend stops. */
      signal: AbortSignal;
      /**
       * Reads from GitHub as an identity of the repository; answers the body.
       * Few of them, since they share the identity's limits.
       *
       * @param route - a `GET`, e.g. `GET /repos/{owner}/{repo}/languages`
       * @throws where GitHub refuses, or no identity reaches the repository
       */
      read(
        route: string,
        parameters?: Record<string, unknown>,
      ): Promise<unknown>;
    },
  ): Promise<OutcomeCheckResult>;
}
