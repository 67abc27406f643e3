import type { operations } from '@octokit/openapi-types';
import { createHash } from 'node:crypto';
import { RequestHandler, Router } from 'express';
import { Call, RestDeps } from './Call';
import { Permission } from './Permission';

/** An operation of GitHub's OpenAPI description. */
export type OperationId = keyof operations & string;

type Responses<Op extends OperationId> = operations[Op]['responses'];

/** The JSON body of one response; undefined where it has none. */
type Body<Response> = Response extends { content?: infer Content }
  ? [NonNullable<Content>] extends [never]
    ? undefined
    : Content extends { 'application/json': infer Json }
    ? Json
    : undefined
  : undefined;

/**
 * An answer that GitHub's description allows for the operation. A body that
 * does not fit does not compile.
 */
export type Answer<Op extends OperationId> = {
  [S in keyof Responses<Op> & number]: {
    status: S;
    headers?: Record<string, string>;
  } & (undefined extends Body<Responses<Op>[S]>
    ? { body?: undefined }
    : { body: Body<Responses<Op>[S]> });
}[keyof Responses<Op> & number];

/** Said by a handler that has sent its answer itself. */
export const SENT = Symbol('sent');

/**
 * An answer with the operation it belongs to, for contract checks.
 *
 * @public
 */
export interface SimulatedAnswer {
  /** GitHub's operation id, such as `agent-tasks/list-tasks`. */
  operation: string;
  status: number;
  /** The parsed JSON that was sent; undefined for an empty answer. */
  body: unknown;
}

type Handled<Op extends OperationId> = Answer<Op> | typeof SENT;
type Handler<Op extends OperationId> = (
  call: Call,
) => Handled<Op> | Promise<Handled<Op>>;

/** What `route` needs besides the operation. */
export interface RouteDeps extends RestDeps {
  etags: boolean;
  onAnswer?: (answer: SimulatedAnswer) => void;
  refund: (call: Call) => void;
}

/**
 * Registers operations on a router: first the operation, then its handler, so
 * that the compiler knows what the handler may answer.
 */
export function createRoute(router: Router, deps: RouteDeps) {
  return function route<Op extends OperationId>(
    operation: Op,
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    permission: Permission | undefined,
  ) {
    return (handler: Handler<Op>): void => {
      const run: RequestHandler = async (req, res, next) => {
        if (permission) {
          res.setHeader('x-accepted-github-permissions', permission.join('='));
        }
        const call = new Call(req, res, deps, permission);
        try {
          const answer = await handler(call);
          if (answer !== SENT) send(call, deps, operation, answer);
        } catch (error) {
          next(error);
        }
      };
      router[method](path, run);
    };
  };
}

export type Route = ReturnType<typeof createRoute>;

function send(
  call: Call,
  deps: RouteDeps,
  operation: string,
  answer: {
    status: number;
    body?: unknown;
    headers?: Record<string, string>;
  },
): void {
  const { req, res } = call;
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    res.setHeader(name, value);
  }
  res.statusCode = answer.status;
  if (answer.body === undefined) {
    deps.onAnswer?.({ operation, status: answer.status, body: undefined });
    res.end();
    return;
  }
  const text = JSON.stringify(answer.body);
  deps.onAnswer?.({ operation, status: answer.status, body: JSON.parse(text) });
  if (deps.etags && answer.status === 200 && req.method === 'GET') {
    const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
    res.setHeader('etag', etag);
    res.setHeader('cache-control', 'private, max-age=60, s-maxage=60');
    if (req.headers['if-none-match'] === etag) {
      deps.refund(call);
      res.statusCode = 304;
      res.end();
      return;
    }
  }
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.end(text);
}
