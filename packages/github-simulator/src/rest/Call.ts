import { Request, Response } from 'express';
import { includesRole, tokenRole } from '../state/access';
import { GitHubError } from '../state/GitHubError';
import { PullService } from '../state/PullService';
import { Account, Pull, Repository, RepositoryRole } from '../state/types';
import { World } from '../state/World';
import { Permission } from './Permission';
import { Urls } from './present/Urls';
import { contextOf, RequestContext } from './RequestContext';

/** What every route works with. */
export interface RestDeps {
  world: World;
  pulls: PullService;
  urls: Urls;
}

/** One request to a REST operation, with GitHub's checks at hand. */
export class Call {
  readonly context: RequestContext;

  constructor(
    readonly req: Request,
    readonly res: Response,
    private readonly deps: RestDeps,
    private readonly permission: Permission | undefined,
  ) {
    this.context = contextOf(res);
  }

  /** The signed-in user, or 401. */
  actor(): Account {
    const { account } = this.context;
    if (!account) throw new GitHubError(401, 'Requires authentication');
    return account;
  }

  param(name: string): string {
    return this.req.params[name] ?? '';
  }

  query(name: string): string | undefined {
    const value = this.req.query[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** The JSON object of the body, or 400. */
  body(): Record<string, unknown> {
    const raw = this.context.rawBody;
    if (!raw) return {};
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      throw new GitHubError(400, 'Problems parsing JSON');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new GitHubError(400, 'Body should be a JSON object');
    }
    return value as Record<string, unknown>;
  }

  /** A text of the body; a missing or wrong one is a 422 where required. */
  text(name: string, options: { required: true }): string;
  text(name: string): string | undefined;
  text(name: string, options?: { required: true }): string | undefined {
    const value = this.body()[name];
    if (value === undefined || value === null) {
      if (!options?.required) return undefined;
      throw GitHubError.invalid({
        field: name,
        code: 'missing_field',
        message: `${name} is required`,
      });
    }
    if (typeof value !== 'string') {
      throw GitHubError.invalid({
        field: name,
        code: 'invalid',
        message: `${name} is not a string`,
      });
    }
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.body()[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'boolean') {
      throw GitHubError.invalid({
        field: name,
        code: 'invalid',
        message: `${name} is not a boolean`,
      });
    }
    return value;
  }

  texts(name: string): string[] {
    const value = this.body()[name];
    if (value === undefined) return [];
    if (!Array.isArray(value) || value.some(item => typeof item !== 'string')) {
      throw GitHubError.invalid({
        field: name,
        code: 'invalid',
        message: `${name} is not an array of strings`,
      });
    }
    return value as string[];
  }

  /** The repository of the path, if the caller may do `role` with it. */
  repository(role: RepositoryRole = 'read'): Repository {
    const { world } = this.deps;
    const { token } = this.context;
    const found = world.repositoryByName(
      this.param('owner'),
      this.param('repo'),
    );
    if (!found) throw GitHubError.notFound();
    this.checkSso(found.ownerId);
    const granted = tokenRole(world, token, found);
    if (!includesRole(granted, 'read')) throw GitHubError.notFound();
    this.checkPermission();
    if (includesRole(granted, role)) {
      if (found.archived && role !== 'read' && role !== 'admin') {
        throw GitHubError.forbidden('Repository was archived so is read-only.');
      }
      return found;
    }
    this.actor();
    throw GitHubError.forbidden(
      role === 'admin'
        ? 'Must have admin rights to Repository.'
        : this.notAccessible(),
    );
  }

  /** The pull request of the path, or 404. */
  pull(repository: Repository): Pull {
    const pull = repository.pulls.get(Number(this.param('pull_number')));
    if (!pull) throw GitHubError.notFound();
    return pull;
  }

  /** Refuses a fine-grained or installation token without the permission. */
  checkPermission(): void {
    const { token } = this.context;
    if (!token?.permissions || !this.permission) return;
    const [name, level] = this.permission;
    const has = token.permissions[name];
    if (name === 'metadata' || has === 'write' || (has && level === 'read')) {
      return;
    }
    throw GitHubError.forbidden(this.notAccessible());
  }

  checkSso(organizationId: number): void {
    const { world } = this.deps;
    const { token } = this.context;
    const organization = world.organizations.get(organizationId);
    if (!organization?.ssoRequired || !token || token.sso) return;
    if (token.kind === 'installation') return;
    const login = world.account(organizationId).login;
    throw GitHubError.forbidden(
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      {
        'x-github-sso': `required; url=${this.deps.urls.web}/orgs/${login}/sso?authorization_request=simulated`,
      },
    );
  }

  private notAccessible(): string {
    return this.context.token?.kind === 'installation'
      ? 'Resource not accessible by integration'
      : 'Resource not accessible by personal access token';
  }
}
