import { Request, RequestHandler, Response } from 'express';
import { contextOf } from '../rest/RequestContext';
import { OAuthRefusal, RefreshAnswer, UserTokens } from './UserTokens';

/**
 * `POST /login/oauth/access_token`, for `grant_type=refresh_token`.
 *
 * As at GitHub, a refusal is a 200 with an `error`, parameters come as a form,
 * as JSON or in the query, and the answer is a form unless JSON is accepted.
 */
export function oauthHandler(tokens: UserTokens): RequestHandler {
  return (req, res) => {
    const parameters = readParameters(req, res);
    if (parameters.get('grant_type') !== 'refresh_token') {
      send(req, res, {
        error: 'unsupported_grant_type',
        error_description:
          'The simulator knows the grant type refresh_token only.',
        error_uri:
          'https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
      });
      return;
    }
    send(
      req,
      res,
      tokens.refresh({
        clientId: parameters.get('client_id') ?? '',
        clientSecret: parameters.get('client_secret') ?? '',
        refreshToken: parameters.get('refresh_token') ?? '',
      }),
    );
  };
}

function readParameters(req: Request, res: Response): URLSearchParams {
  const raw = contextOf(res).rawBody ?? '';
  const parameters = new URLSearchParams(req.originalUrl.split('?')[1]);
  const body = req.is('json') ? readJson(raw) : [...new URLSearchParams(raw)];
  for (const [name, value] of body) {
    parameters.set(name, value);
  }
  return parameters;
}

function readJson(raw: string): [string, string][] {
  try {
    return Object.entries(JSON.parse(raw)).map(([name, value]) => [
      name,
      String(value),
    ]);
  } catch {
    return [];
  }
}

function send(
  req: Request,
  res: Response,
  answer: RefreshAnswer | OAuthRefusal,
): void {
  res.setHeader('cache-control', 'no-cache');
  if (req.accepts(['application/x-www-form-urlencoded', 'json']) === 'json') {
    res.setHeader('content-type', 'application/json; charset=utf-8');
    res.end(JSON.stringify(answer));
    return;
  }
  res.setHeader(
    'content-type',
    'application/x-www-form-urlencoded; charset=utf-8',
  );
  res.end(
    new URLSearchParams(
      Object.entries(answer).map(([name, value]) => [name, String(value)]),
    ).toString(),
  );
}
