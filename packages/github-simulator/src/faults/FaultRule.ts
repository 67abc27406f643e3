/**
 * What goes wrong, for which requests, and how often.
 *
 * @public
 */
export interface FaultRule {
  /** Given by the simulator where left out. */
  id?: string;
  /** All that is given must match; an empty match is every request. */
  match?: {
    method?: string;
    /** A regular expression over the path, without the query. */
    path?: string;
    /** Login of the token's user. */
    user?: string;
    /** A regular expression over the request's body, e.g. a GraphQL query. */
    body?: string;
  };
  /** Lets this many matching requests pass first. Default 0. */
  after?: number;
  /** Applies to at most this many requests. Default: no end. */
  times?: number;
  /** Share of matching requests that are hit, 0 to 1. Default 1. */
  probability?: number;
  /** Ends after so many milliseconds of the simulator's clock. */
  forMs?: number;
  effect: FaultEffect;
}

/**
 * What a fault does. `when: 'before'` (the default) means that GitHub did not
 * do the work; `'after'` that it did, and only the answer went wrong.
 *
 * - `status`: answers with that status, and with GitHub's usual body for it
 *   where none is given.
 * - `reset`: closes the connection without an answer.
 * - `hang`: holds the request open; `ms` of real time, else until the client
 *   gives up, then closes the connection.
 * - `delay`: answers rightly, `ms` of real time later.
 * - `outage`: 503 with GitHub's "unicorn" page instead of JSON.
 * - `lag`: agent tasks and node ids are read as they were `ms` of the
 *   simulator's clock ago.
 * - `rate-limit`: GitHub's answer to a primary or secondary limit.
 * - `garbage`: 200 with a body that is cut off.
 *
 * @public
 */
export type FaultEffect =
  | {
      type: 'status';
      status: number;
      body?: unknown;
      headers?: Record<string, string>;
      when?: 'before' | 'after';
    }
  | { type: 'reset'; when?: 'before' | 'after' }
  | { type: 'hang'; ms?: number; when?: 'before' | 'after' }
  | { type: 'delay'; ms: number }
  | { type: 'outage' }
  | { type: 'lag'; ms: number }
  | {
      type: 'rate-limit';
      kind: 'primary' | 'secondary';
      retryAfterSeconds?: number;
    }
  | { type: 'garbage'; when?: 'before' | 'after' };

/** A rule with how often it matched and hit. @public */
export interface FaultRuleStatus extends FaultRule {
  id: string;
  matched: number;
  hits: number;
}
