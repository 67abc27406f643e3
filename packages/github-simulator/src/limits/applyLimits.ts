import { RequestHandler } from 'express';
import { contextOf } from '../rest/RequestContext';
import { LimitedRequest, RateLimiter } from './RateLimiter';
import { limitError } from './limitError';

const CREATING = new Set(['POST', 'PUT']);

/** Counts the request against its user, and refuses it over a limit. */
export function applyLimits(
  limiter: RateLimiter,
  resource: 'core' | 'graphql',
): RequestHandler {
  return (req, res, next) => {
    const context = contextOf(res);
    const { token, account } = context;
    let kind: LimitedRequest['kind'] = 'anonymous';
    if (token) kind = token.kind === 'installation' ? 'installation' : 'user';
    const isMutation =
      resource === 'graphql' && /\bmutation\b/.test(context.rawBody ?? '');
    const isWrite = resource === 'core' && req.method !== 'GET';
    const request: LimitedRequest = {
      key: account ? `${kind}:${account.id}` : 'anonymous',
      kind,
      resource,
      points: isMutation || isWrite ? 5 : 1,
      createsContent:
        isMutation || (resource === 'core' && CREATING.has(req.method)),
    };
    // Asking for one's limits is free.
    const free = req.path === '/rate_limit';
    context.limited = request;
    const refusal = free ? undefined : limiter.enter(request);
    const state = limiter.state(request);
    res.setHeader('x-ratelimit-limit', state.limit);
    res.setHeader('x-ratelimit-remaining', state.remaining);
    res.setHeader('x-ratelimit-used', state.used);
    res.setHeader('x-ratelimit-reset', state.reset);
    res.setHeader('x-ratelimit-resource', state.resource);
    if (refusal) {
      next(limitError(refusal.kind, refusal.retryAfter, context));
      return;
    }
    if (!free) res.once('close', () => limiter.leave(request));
    next();
  };
}
