import { Response } from 'express';
import { LimitedRequest } from '../limits/RateLimiter';
import { Account, Token } from '../state/types';

/** What is known about a request while it is worked on. */
export interface RequestContext {
  token?: Token;
  /** The token's user; for an installation its bot. */
  account?: Account;
  rawBody?: string;
  /** Ids of the fault rules that hit this request. */
  faults: string[];
  lagMs?: number;
  limited?: LimitedRequest;
  /** The body of a refusal that was sent. */
  error?: Record<string, unknown>;
}

/** The context that rides on the response. */
export function contextOf(res: Response): RequestContext {
  res.locals.context ??= { faults: [] } satisfies RequestContext;
  return res.locals.context;
}
