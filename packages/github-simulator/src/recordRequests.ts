import { RequestHandler } from 'express';
import { VirtualClock } from './clock';
import { contextOf } from './rest/RequestContext';

/** A request as the simulator saw it. @public */
export interface RecordedRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: string;
  /** What was answered; undefined where no answer was sent. */
  status?: number;
  /** Login of the token's user. */
  user?: string;
  tokenKind?: string;
  /** Milliseconds since 1970, on the simulator's clock. */
  at: number;
  /** Real milliseconds until the answer was sent or the connection ended. */
  tookMs?: number;
  /** Ids of the fault rules that hit it. */
  faults: string[];
  /** The body, for requests of up to 64 kB. */
  body?: string;
}

/** How many requests are kept unless the options say otherwise. */
export const KEPT_REQUESTS = 10_000;
const KEPT_BODY_LENGTH = 65_536;

/** Writes the latest `kept` requests into `log`, oldest first. */
export function recordRequests(
  log: RecordedRequest[],
  clock: VirtualClock,
  kept: number = KEPT_REQUESTS,
): RequestHandler {
  return (req, res, next) => {
    const [path, query = ''] = req.originalUrl.split('?');
    const entry: RecordedRequest = {
      method: req.method,
      path,
      query,
      at: clock.now(),
      faults: contextOf(res).faults,
    };
    const startedAt = Date.now();
    log.push(entry);
    if (log.length > kept) log.shift();
    res.once('close', () => {
      const context = contextOf(res);
      entry.tookMs = Date.now() - startedAt;
      entry.status = res.writableFinished ? res.statusCode : undefined;
      entry.user = context.account?.login;
      entry.tokenKind = context.token?.kind;
      if (context.rawBody && context.rawBody.length <= KEPT_BODY_LENGTH) {
        entry.body = context.rawBody;
      }
    });
    next();
  };
}
