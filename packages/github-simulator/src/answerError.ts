import { ErrorRequestHandler } from 'express';
import { contextOf } from './rest/RequestContext';
import { GitHubError } from './state/GitHubError';

/** Answers with GitHub's form of an error; ours is a 500, and a warning. */
export const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  let known = error;
  if (!(error instanceof GitHubError)) {
    process.emitWarning(error instanceof Error ? error : String(error));
    known = new GitHubError(500, 'Server Error');
  }
  for (const [name, value] of Object.entries(known.details.headers ?? {})) {
    res.setHeader(name, String(value));
  }
  const body = known.body();
  contextOf(res).error = body;
  res.statusCode = known.status;
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.end(JSON.stringify(body));
};
