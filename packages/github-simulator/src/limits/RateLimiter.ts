import { VirtualClock } from '../clock';

/**
 * GitHub's limits, per user over all of the user's tokens. Source of every
 * default: "Rate limits for the REST API" in GitHub's documentation.
 *
 * @public
 */
export interface RateLimits {
  /** Requests an hour of a signed-in user. Default 5000. */
  primaryPerHour: number;
  /** Requests an hour of an installation. Default 15000. */
  primaryPerHourInstallation: number;
  /** Requests an hour of a caller that is not signed in. Default 60. */
  primaryPerHourAnonymous: number;
  /** GraphQL points an hour. Default 5000. */
  graphqlPerHour: number;
  /** Content-creating requests a minute. Default 80. */
  contentPerMinute: number;
  /** Content-creating requests an hour. Default 500. */
  contentPerHour: number;
  /** REST points a minute: a read is 1, any other request 5. Default 900. */
  pointsPerMinute: number;
  /** GraphQL points a minute: a query is 1, a mutation 5. Default 2000. */
  graphqlPointsPerMinute: number;
  /** Requests at the same time. Default 100. */
  concurrent: number;
}

/** GitHub's published limits. @public */
export const GITHUB_RATE_LIMITS: RateLimits = {
  primaryPerHour: 5000,
  primaryPerHourInstallation: 15000,
  primaryPerHourAnonymous: 60,
  graphqlPerHour: 5000,
  contentPerMinute: 80,
  contentPerHour: 500,
  pointsPerMinute: 900,
  graphqlPointsPerMinute: 2000,
  concurrent: 100,
};

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** What GitHub asks for when it names no other wait. */
const SECONDARY_WAIT_S = 60;

/** Who asks, and what the request weighs. */
export interface LimitedRequest {
  key: string;
  kind: 'user' | 'installation' | 'anonymous';
  resource: 'core' | 'graphql';
  points: number;
  createsContent: boolean;
}

/** Where a caller stands in its hour; `reset` in seconds since 1970. */
export interface PrimaryState {
  resource: 'core' | 'graphql';
  limit: number;
  used: number;
  remaining: number;
  reset: number;
}

/** Why a request was refused. */
export interface LimitRefusal {
  kind: 'primary' | 'secondary';
  /** Whole seconds of the simulator's clock. */
  retryAfter: number;
}

interface Usage {
  windows: Map<string, { startedAt: number; used: number }>;
  content: number[];
  points: Map<string, { at: number; points: number }[]>;
  concurrent: number;
}

/** Counts requests per caller on the simulator's clock. */
export class RateLimiter {
  readonly limits: RateLimits;
  private readonly usage = new Map<string, Usage>();

  constructor(
    private readonly clock: VirtualClock,
    limits: Partial<RateLimits> = {},
  ) {
    this.limits = { ...GITHUB_RATE_LIMITS, ...limits };
  }

  /** Takes the request in, or says why not. Pair each taken one with `leave`. */
  enter(request: LimitedRequest): LimitRefusal | undefined {
    const usage = this.usageOf(request.key);
    const now = this.clock.now();
    const window = this.window(usage, request.resource, now);
    if (window.used >= this.primaryLimit(request)) {
      const left = window.startedAt + HOUR_MS - now;
      return { kind: 'primary', retryAfter: Math.ceil(left / 1000) };
    }
    if (usage.concurrent >= this.limits.concurrent) {
      return { kind: 'secondary', retryAfter: SECONDARY_WAIT_S };
    }
    const recent = usage.points.get(request.resource) ?? [];
    while (recent.length && recent[0].at <= now - MINUTE_MS) recent.shift();
    usage.points.set(request.resource, recent);
    const points = recent.reduce((sum, entry) => sum + entry.points, 0);
    const most =
      request.resource === 'core'
        ? this.limits.pointsPerMinute
        : this.limits.graphqlPointsPerMinute;
    if (points + request.points > most) {
      return { kind: 'secondary', retryAfter: SECONDARY_WAIT_S };
    }
    if (request.createsContent) {
      const { content } = usage;
      while (content.length && content[0] <= now - HOUR_MS) content.shift();
      const lastMinute = content.filter(at => at > now - MINUTE_MS);
      if (lastMinute.length >= this.limits.contentPerMinute) {
        return { kind: 'secondary', retryAfter: SECONDARY_WAIT_S };
      }
      if (content.length >= this.limits.contentPerHour) {
        const left = content[0] + HOUR_MS - now;
        return {
          kind: 'secondary',
          retryAfter: Math.max(SECONDARY_WAIT_S, Math.ceil(left / 1000)),
        };
      }
      content.push(now);
    }
    recent.push({ at: now, points: request.points });
    window.used += 1;
    usage.concurrent += 1;
    return undefined;
  }

  leave(request: LimitedRequest): void {
    const usage = this.usageOf(request.key);
    usage.concurrent = Math.max(0, usage.concurrent - 1);
  }

  /** An authorised 304 costs nothing of the hour. */
  refund(request: LimitedRequest): void {
    const usage = this.usageOf(request.key);
    const window = this.window(usage, request.resource, this.clock.now());
    window.used = Math.max(0, window.used - 1);
  }

  state(
    request: Pick<LimitedRequest, 'key' | 'kind' | 'resource'>,
  ): PrimaryState {
    const usage = this.usageOf(request.key);
    const window = this.window(usage, request.resource, this.clock.now());
    const limit = this.primaryLimit(request);
    return {
      resource: request.resource,
      limit,
      used: Math.min(limit, window.used),
      remaining: Math.max(0, limit - window.used),
      reset: Math.ceil((window.startedAt + HOUR_MS) / 1000),
    };
  }

  private primaryLimit(
    request: Pick<LimitedRequest, 'kind' | 'resource'>,
  ): number {
    if (request.kind === 'anonymous')
      return this.limits.primaryPerHourAnonymous;
    if (request.resource === 'graphql') return this.limits.graphqlPerHour;
    return request.kind === 'installation'
      ? this.limits.primaryPerHourInstallation
      : this.limits.primaryPerHour;
  }

  private usageOf(key: string): Usage {
    let usage = this.usage.get(key);
    if (!usage) {
      usage = {
        windows: new Map(),
        content: [],
        points: new Map(),
        concurrent: 0,
      };
      this.usage.set(key, usage);
    }
    return usage;
  }

  private window(usage: Usage, resource: string, now: number) {
    let window = usage.windows.get(resource);
    if (!window || window.startedAt + HOUR_MS <= now) {
      window = { startedAt: now, used: 0 };
      usage.windows.set(resource, window);
    }
    return window;
  }
}
