import { Request, RequestHandler } from 'express';
import { GitHubError } from '../state/GitHubError';
import { Account, Token } from '../state/types';
import { World } from '../state/World';
import { contextOf } from './RequestContext';

/** The token in the header, in any form GitHub takes. */
export function tokenOf(req: Request): string | undefined {
  const header = req.headers.authorization;
  if (!header) return undefined;
  const [scheme, value = ''] = header.trim().split(/\s+/, 2);
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return '';
  const [user, password = ''] = Buffer.from(value, 'base64')
    .toString()
    .split(/:(.*)/s);
  // Git clients put the token in either place.
  return password && password !== 'x-oauth-basic' ? password : user;
}

/** The account that acts with a token. */
export function actorOf(world: World, token: Token): Account {
  const account = world.account(token.accountId);
  if (token.kind !== 'installation') return account;
  const login = `${account.login}-app[bot]`;
  return (
    world.accountByLogin(login) ?? world.addAccount({ login, type: 'Bot' })
  );
}

/** `2026-01-31 10:00:00 UTC`, as in GitHub's expiration header. */
function expirationText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Reads the token; an unknown or expired one ends the request with 401. */
export function authenticate(world: World): RequestHandler {
  return (req, res, next) => {
    const context = contextOf(res);
    const value = tokenOf(req);
    if (value === undefined) {
      next();
      return;
    }
    const token = world.tokens.get(value);
    if (token?.expiresAt !== undefined) {
      res.setHeader(
        'github-authentication-token-expiration',
        expirationText(token.expiresAt),
      );
    }
    const expired =
      token?.expiresAt !== undefined && token.expiresAt <= world.clock.now();
    if (!token || expired) {
      next(new GitHubError(401, 'Bad credentials'));
      return;
    }
    context.token = token;
    context.account = actorOf(world, token);
    if (token.kind === 'classic' || token.kind === 'oauth') {
      res.setHeader('x-oauth-scopes', token.scopes.join(', '));
    }
    next();
  };
}
