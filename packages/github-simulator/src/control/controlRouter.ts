import { Request, RequestHandler, Router } from 'express';
import { GitHubError } from '../state/GitHubError';
import { contextOf } from '../rest/RequestContext';
import type { GitHubSimulator } from '../GitHubSimulator';
import { ControlError } from './ControlError';

type Body = Record<string, unknown>;
type Handler = (req: Request, body: Body) => Promise<unknown> | unknown;

/** Lets in only callers of this machine, and no page of another origin. */
export const loopbackOnly: RequestHandler = (req, res, next) => {
  const address = req.socket.remoteAddress ?? '';
  const local = /^(::1|(::ffff:)?127\.)/.test(address);
  const { origin, host } = req.headers;
  const foreign = origin !== undefined && origin !== `http://${host}`;
  if (local && !foreign) {
    next();
    return;
  }
  res.status(403).json({
    error: { message: 'The control API answers to this machine only' },
  });
};

/**
 * The control API over HTTP, for tests and demos that run the simulator as a
 * process of its own. Only callers on the same machine are let in, and no web
 * page of another origin.
 */
export function controlRouter(simulator: GitHubSimulator): Router {
  const router = Router();
  const { control, clock, faults } = simulator;
  router.use(loopbackOnly);

  const on = (
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    handler: Handler,
  ) => {
    router[method](path, async (req, res) => {
      try {
        const raw = contextOf(res).rawBody;
        let body: Body = {};
        try {
          if (raw) body = JSON.parse(raw);
        } catch {
          throw new ControlError(400, 'The body is no JSON');
        }
        const answer = await handler(req, body);
        res.json(answer ?? { ok: true });
      } catch (error) {
        let status = 500;
        if (error instanceof ControlError) status = error.status;
        else if (error instanceof GitHubError) status = error.status;
        else if (error instanceof TypeError || error instanceof RangeError) {
          status = 400;
        }
        const message = error instanceof Error ? error.message : String(error);
        res.status(status).json({ error: { message } });
      }
    });
  };

  on('get', '/', () => ({
    url: simulator.url,
    apiBaseUrl: simulator.apiBaseUrl,
    graphqlUrl: simulator.graphqlUrl,
    now: new Date(clock.now()).toISOString(),
    speed: clock.getSpeed(),
    tasks: simulator.tasks.size,
  }));
  on('get', '/healthz', () => ({ status: 'ok' }));

  on('get', '/clock', () => ({
    now: new Date(clock.now()).toISOString(),
    speed: clock.getSpeed(),
  }));
  on('post', '/clock', async (_req, body) => {
    if (body.speed !== undefined) clock.setSpeed(number(body, 'speed'));
    if (body.advanceMs !== undefined) {
      await clock.advance(number(body, 'advanceMs'));
    }
    return {
      now: new Date(clock.now()).toISOString(),
      speed: clock.getSpeed(),
    };
  });

  on('get', '/faults', () => faults.list());
  on('post', '/faults', (_req, body) => ({
    id: faults.inject(as<Parameters<typeof faults.inject>[0]>(body)),
  }));
  on('delete', '/faults', () => faults.clear());
  on('delete', '/faults/:id', req => faults.clear(req.params.id));

  on('get', '/requests', () => simulator.requests);
  on('delete', '/requests', () => {
    simulator.requests.length = 0;
  });
  on('get', '/deliveries', async () => {
    await simulator.webhooks.settled();
    return simulator.webhooks.deliveries;
  });

  on('get', '/agent-rules', () => control.listAgentRules());
  on('post', '/agent-rules', async (_req, body) => ({
    id: await control.addAgentRule(
      as<Parameters<typeof control.addAgentRule>[0]>(body),
    ),
  }));
  on('delete', '/agent-rules', () => control.clearAgentRules());
  on('delete', '/agent-rules/:id', req =>
    control.clearAgentRules(req.params.id),
  );

  on('post', '/users', (_req, body) =>
    control.addUser(as<Parameters<typeof control.addUser>[0]>(body)),
  );
  on('post', '/tokens', (_req, body) =>
    control.addToken(as<Parameters<typeof control.addToken>[0]>(body)),
  );
  on('post', '/tokens/:token/expire', (req, body) =>
    control.setTokenExpired(req.params.token, body.expired !== false),
  );
  on('delete', '/tokens/:token', req => control.revokeToken(req.params.token));
  on('post', '/refresh-tokens', (_req, body) =>
    control.addRefreshToken(
      as<Parameters<typeof control.addRefreshToken>[0]>(body),
    ),
  );
  on('delete', '/refresh-tokens/:token', req =>
    control.revokeRefreshToken(req.params.token),
  );
  on('post', '/users/:login/seat', (req, body) =>
    control.setCopilotSeat(req.params.login, body.hasSeat !== false),
  );

  on('get', '/repositories', () => control.listRepositories());
  on('post', '/repositories', (_req, body) =>
    control.createRepository(
      as<Parameters<typeof control.createRepository>[0]>(body),
    ),
  );
  on('post', '/repositories/:owner/:repo/agents', (req, body) =>
    control.setAgentsEnabled(
      req.params.owner,
      req.params.repo,
      body.enabled !== false,
    ),
  );
  on('post', '/repositories/:owner/:repo/archive', (req, body) =>
    control.setArchived(
      req.params.owner,
      req.params.repo,
      body.archived !== false,
    ),
  );
  on(
    'post',
    '/repositories/:owner/:repo/approve-workflows',
    async (req, body) => ({
      approved: await control.approveWorkflows(
        req.params.owner,
        req.params.repo,
        text(body, 'branch'),
      ),
    }),
  );

  on('get', '/tasks', req =>
    control.listTasks(as<Parameters<typeof control.listTasks>[0]>(req.query)),
  );
  on('get', '/tasks/:id', req => control.getTask(req.params.id));
  const actions: Record<string, (id: string, body: Body) => Promise<unknown>> =
    {
      'wait-for-user': id => control.waitForUser(id),
      idle: id => control.idle(id),
      answer: id => control.answer(id),
      complete: id => control.complete(id),
      fail: (id, body) => control.fail(id, optional(body, 'message')),
      'time-out': id => control.timeOut(id),
      cancel: id => control.cancel(id),
      resume: (id, body) => control.resume(id, text(body, 'prompt')),
      archive: (id, body) => control.archive(id, body.archived !== false),
    };
  on('post', '/tasks/:id/:action', (req, body) => {
    const action = actions[req.params.action];
    if (!action) {
      const known = Object.keys(actions).join(', ');
      throw new ControlError(404, `A task knows the actions ${known}`);
    }
    return action(req.params.id, body);
  });

  on('get', '/pulls/:owner/:repo', req =>
    control.listPulls(req.params.owner, req.params.repo),
  );
  on('get', '/pulls/:owner/:repo/:number', req =>
    control.getPull(
      req.params.owner,
      req.params.repo,
      Number(req.params.number),
    ),
  );
  on('post', '/pulls/:owner/:repo/:number/:action', (req, body) => {
    const { owner, repo, action } = req.params;
    const which = Number(req.params.number);
    switch (action) {
      case 'approve':
        return control.approvePull(owner, repo, which, text(body, 'login'));
      case 'request-changes':
        return control.requestChanges(
          owner,
          repo,
          which,
          text(body, 'login'),
          optional(body, 'body'),
        );
      case 'ready':
        return control.markPullReady(owner, repo, which);
      case 'merge':
        return control.mergePull(owner, repo, which, {
          login: optional(body, 'login'),
          force: body.force === true,
        });
      case 'close':
        return control.closePull(owner, repo, which, optional(body, 'login'));
      default:
        throw new ControlError(
          404,
          'A pull request knows the actions approve, request-changes, ready, merge, close',
        );
    }
  });
  on('get', '*', req => {
    throw new ControlError(404, `There is no ${req.path}`);
  });
  return router;
}

/** What comes in is checked where it is used; this only names its type. */
function as<T>(value: unknown): T {
  return value as T;
}

function text(body: Body, name: string): string {
  const value = optional(body, name);
  if (!value) throw new ControlError(400, `'${name}' is required`);
  return value;
}

function optional(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    throw new ControlError(400, `'${name}' must be a string`);
  }
  return value;
}

function number(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ControlError(400, `'${name}' must be a number`);
  }
  return value;
}
