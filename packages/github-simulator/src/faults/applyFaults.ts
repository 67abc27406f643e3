import { Request, RequestHandler, Response } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import { GitHubError } from '../state/GitHubError';
import { limitError } from '../limits/limitError';
import { contextOf } from '../rest/RequestContext';
import { FaultInjector } from './FaultInjector';
import { FaultEffect } from './FaultRule';

const UNICORN =
  '<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head><body><p><strong>No server is currently available to service your request.</strong></p></body></html>';

/** Lets the rules of `injector` spoil requests. */
export function applyFaults(injector: FaultInjector): RequestHandler {
  return async (req, res, next) => {
    try {
      const context = contextOf(res);
      const rules = injector.select({
        method: req.method,
        path: req.originalUrl.split('?')[0],
        user: context.account?.login,
        body: context.rawBody,
      });
      for (const { id, effect } of rules) {
        context.faults.push(id);
        if (effect.type === 'delay') {
          await sleep(effect.ms);
        } else if (effect.type === 'lag') {
          context.lagMs = effect.ms;
        } else if ('when' in effect && effect.when === 'after') {
          spoilAnswer(req, res, effect);
        } else {
          await spoil(req, res, effect);
          return;
        }
      }
      next();
    } catch (error) {
      next(error);
    }
  };
}

async function spoil(
  req: Request,
  res: Response,
  effect: FaultEffect,
): Promise<void> {
  switch (effect.type) {
    case 'status': {
      for (const [name, value] of Object.entries(effect.headers ?? {})) {
        res.setHeader(name, value);
      }
      const body = effect.body ?? new GitHubError(effect.status, '').body();
      res.statusCode = effect.status;
      if (typeof body === 'string') {
        res.end(body);
      } else {
        res.setHeader('content-type', 'application/json; charset=utf-8');
        res.end(JSON.stringify(body));
      }
      return;
    }
    case 'hang':
      await Promise.race([
        new Promise(resolve => res.once('close', resolve)),
        ...(effect.ms === undefined
          ? []
          : [sleep(effect.ms, undefined, { ref: false })]),
      ]);
      req.socket.destroy();
      return;
    case 'outage':
      res.statusCode = 503;
      res.setHeader('content-type', 'text/html; charset=utf-8');
      res.end(UNICORN);
      return;
    case 'rate-limit': {
      const error = limitError(
        effect.kind,
        effect.retryAfterSeconds ?? 60,
        contextOf(res),
      );
      for (const [name, value] of Object.entries(error.details.headers ?? {})) {
        res.setHeader(name, value);
      }
      res.statusCode = error.status;
      res.setHeader('content-type', 'application/json; charset=utf-8');
      res.end(JSON.stringify(error.body()));
      return;
    }
    case 'garbage':
      res.statusCode = 200;
      res.setHeader('content-type', 'application/json; charset=utf-8');
      res.end('{"tasks":[{"id":"');
      return;
    default:
      // A reset: with SO_LINGER 0 semantics where the platform has them.
      req.socket.resetAndDestroy();
  }
}

/** Lets the work be done, and replaces what would have been sent. */
function spoilAnswer(req: Request, res: Response, effect: FaultEffect): void {
  const end = res.end.bind(res);
  let spoiled = false;
  res.write = () => true;
  res.end = (() => {
    if (spoiled) return res;
    spoiled = true;
    res.end = end;
    for (const name of res.getHeaderNames()) {
      if (!name.startsWith('x-')) res.removeHeader(name);
    }
    void spoil(req, res, effect);
    return res;
  }) as typeof res.end;
}
