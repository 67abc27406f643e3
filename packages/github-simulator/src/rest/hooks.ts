import { isoTime } from '../clock';
import { GitHubError } from '../state/GitHubError';
import { Repository, RepositoryHook } from '../state/types';
import { RestDeps } from './Call';
import { paginate } from './paging';
import { Route } from './route';

/** Webhooks of single repositories. */
export function registerHooks(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const base = '/repos/:owner/:repo/hooks';

  route('repos/list-webhooks', 'get', base, ['repository_hooks', 'read'])(
    call => {
      const repository = call.repository('admin');
      const all = [...repository.hooks.values()];
      const { page, headers } = paginate(call, urls.api, all);
      return {
        status: 200,
        headers,
        body: page.map(hook => present(repository, hook)),
      };
    },
  );

  route('repos/create-webhook', 'post', base, ['repository_hooks', 'write'])(
    call => {
      const repository = call.repository('admin');
      const { config } = call.body();
      const settings =
        typeof config === 'object' && config !== null
          ? new Map<string, unknown>(Object.entries(config))
          : new Map<string, unknown>();
      const url = settings.get('url');
      if (typeof url !== 'string' || !URL.canParse(url)) {
        throw GitHubError.invalid({
          resource: 'Hook',
          code: 'custom',
          message: 'url is missing a scheme',
        });
      }
      const events = call.texts('events');
      const secret = settings.get('secret');
      const hook: RepositoryHook = {
        id: world.nextId('other'),
        url,
        secret: typeof secret === 'string' ? secret : undefined,
        contentType: String(settings.get('content_type') ?? 'form'),
        insecureSsl: String(settings.get('insecure_ssl') ?? '0'),
        events: events.length ? events : ['push'],
        active: call.flag('active') ?? true,
        createdAt: world.clock.now(),
      };
      repository.hooks.set(hook.id, hook);
      return { status: 201, body: present(repository, hook) };
    },
  );

  function present(repository: Repository, hook: RepositoryHook) {
    const url = `${urls.api}/repos/${world.fullName(repository)}/hooks/${
      hook.id
    }`;
    return {
      type: 'Repository',
      id: hook.id,
      name: 'web',
      active: hook.active,
      events: hook.events,
      config: {
        url: hook.url,
        content_type: hook.contentType,
        insecure_ssl: hook.insecureSsl,
        ...(hook.secret && { secret: '********' }),
      },
      updated_at: isoTime(hook.createdAt),
      created_at: isoTime(hook.createdAt),
      url,
      test_url: `${url}/test`,
      ping_url: `${url}/pings`,
      deliveries_url: `${url}/deliveries`,
      last_response: { code: null, status: 'unused', message: null },
    };
  }
}
