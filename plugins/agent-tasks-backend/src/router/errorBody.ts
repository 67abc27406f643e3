import type {
  Reason,
  Refusal,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, NotFoundError, serializeError } from '@backstage/errors';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { reasonsOf } from '../refusals/Refusal';
import { spec } from '../schema/openapi.generated';

const statusOfName: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  UnprocessableError: 422,
  NotImplementedError: 501,
  ServiceUnavailableError: 503,
};

/** Answers every error as `{error, request, response, reasons}`. */
export function errorBody(options: {
  logger: LoggerService;
}): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    // what went wrong inside is for the log; the caller gets no more than that
    const shown =
      status === 500
        ? new Error('The broker failed; the log has the cause.')
        : error;
    if (status >= 500) {
      options.logger.error(
        `${req.method} ${req.path} failed`,
        isError(error) ? error : undefined,
      );
    }
    const body: Refusal = {
      error: {
        ...serializeError(shown, { includeStack: false }),
        name: status === 400 ? 'InputError' : shown.name,
        message: shown.message,
      },
      request: { method: req.method, url: req.originalUrl },
      response: { statusCode: status },
      reasons: toReasons(shown, status, req),
    };
    res.status(status).json(body);
  };
}

/** A path that the contract does not have. */
export function unknownRoute(): RequestHandler {
  return (req, _res, next) => {
    next(new NotFoundError(`There is no ${req.method} ${req.path}`));
  };
}

function statusOf(error: unknown): number {
  if (!isError(error)) {
    return 500;
  }
  const { name } = error;
  const known = Object.entries(statusOfName).find(([key]) => key === name);
  if (known) {
    return known[1];
  }
  // express.json says 400 and 413 this way; other packages' errors do not
  // decide about our answers
  const { status, type } = error as { status?: unknown; type?: unknown };
  return typeof status === 'number' && /^entity\./.test(String(type))
    ? status
    : 500;
}

function toReasons(error: Error, status: number, req: Request): Reason[] {
  const reasons = reasonsOf(error);
  return status === 400 && reasons.length === 1 && reasons[0].code === 'error'
    ? fromSchema(error.message, req)
    : reasons;
}

/**
 * The validated router joins the problems that it found into one message:
 * `request/body/limit must be integer, request/query/…`.
 */
function fromSchema(message: string, req: Request): Reason[] {
  return message.split(/, (?=request\/)/).flatMap(problem => {
    const match = /^request\/(body|query|params|path)\/?(\S*) (.+)$/.exec(
      problem,
    );
    if (!match) {
      return [{ code: 'request-invalid', message: sentence(problem) }];
    }
    const [, place, path, what] = match;
    if (!path && what === 'must NOT have additional properties') {
      return unknownFields(req);
    }
    const missing = /^must have required property '(.+)'$/.exec(what)?.[1];
    const field = [...path.split('/'), missing].filter(Boolean).join('.');
    return [
      {
        code: missing ? 'field-missing' : 'field-invalid',
        message: sentence(`${field ? `'${field}'` : `The ${place}`} ${what}`),
        ...(field && { field }),
      },
    ];
  });
}

// the router says that there are some, and not which
function unknownFields(req: Request): Reason[] {
  const {
    SubmitTaskRequest,
    ResolveTasksRequest,
    ApproveTaskRequest,
    RejectTaskRequest,
    AdoptBypassRequest,
  } = spec.components.schemas;
  const schemas: Record<string, { properties: object }> = {
    '/v1/tasks': SubmitTaskRequest,
    '/v1/tasks/resolve': ResolveTasksRequest,
    '/v1/tasks/{id}/approve': ApproveTaskRequest,
    '/v1/tasks/{id}/reject': RejectTaskRequest,
  };
  const path = req.path.replace(/^(\/v1\/tasks\/)[^/]+(?=\/)/, '$1{id}');
  const schema = path.endsWith('/adopt') ? AdoptBypassRequest : schemas[path];
  const known = Object.keys(schema?.properties ?? { reason: undefined });
  return Object.keys(req.body ?? {})
    .filter(field => !known.includes(field))
    .map(field => ({
      code: 'field-unknown',
      message: `'${field}' is no field of this request.`,
      nextStep: `Leave it out; known are ${known.join(', ')}.`,
      field,
    }));
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
