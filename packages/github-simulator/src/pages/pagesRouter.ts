import { RequestHandler, Response, Router } from 'express';
import { loopbackOnly } from '../control/controlRouter';
import { ControlError } from '../control/ControlError';
import type { GitHubSimulator } from '../GitHubSimulator';
import { readBody } from '../readBody';
import { contextOf } from '../rest/RequestContext';
import { GitHubError } from '../state/GitHubError';
import { Repository } from '../state/types';
import { codePage } from './codePage';
import { accountPage, homePage } from './homePages';
import { html } from './html';
import { card, layout, runChip } from './layout';
import { diffView, pullPage } from './pullPage';
import { pullsPage, repositoryHead, tasksPage } from './repositoryPages';
import { taskPage } from './taskPage';

/** What the forms of the pages may do; each goes back to its page. */
type Actions = Record<string, (form: URLSearchParams) => Promise<unknown>>;

/** The pages that `html_url`s point to, for people who play GitHub's side. */
export function pagesRouter(simulator: GitHubSimulator): Router {
  const { world, control } = simulator;
  const router = Router();

  const page =
    (
      render: (
        params: Record<string, string>,
        repository: Repository,
      ) => Promise<string | undefined> | string | undefined,
    ): RequestHandler =>
    async (req, res, next) => {
      try {
        const { owner = '', repo = '' } = req.params;
        const repository = world.repositoryByName(owner, repo);
        const text = repository && (await render(req.params, repository));
        send(res, text);
      } catch (error) {
        next(error);
      }
    };

  router.get('/', (_req, res) => send(res, homePage(world)));
  router.get('/_avatars/:id', (req, res) => {
    const account = world.accounts.get(Number(req.params.id));
    res.setHeader('content-type', 'image/svg+xml');
    res.end(avatar(account?.login ?? '?', Number(req.params.id) || 0));
  });

  router.post(
    '/_pages/tasks/:id/:action',
    loopbackOnly,
    readBody,
    (req, res) => {
      const { id, action } = req.params;
      const task = world.tasks.get(id);
      const repository = task && world.repositories.get(task.repositoryId);
      const back = repository
        ? `/${world.fullName(repository)}/tasks/${id}`
        : '/';
      return act(res, back, action, {
        answer: () => control.answer(id),
        complete: () => control.complete(id),
        'wait-for-user': () => control.waitForUser(id),
        'time-out': () => control.timeOut(id),
        cancel: () => control.cancel(id),
        fail: form => control.fail(id, form.get('message') ?? undefined),
        resume: form => control.resume(id, form.get('prompt') ?? ''),
      });
    },
  );

  router.post(
    '/_pages/pulls/:owner/:repo/:number/:action',
    loopbackOnly,
    readBody,
    (req, res) => {
      const { owner, repo, action } = req.params;
      const number = Number(req.params.number);
      const login = (form: URLSearchParams) => form.get('login') ?? owner;
      return act(res, `/${owner}/${repo}/pull/${number}`, action, {
        ready: () => control.markPullReady(owner, repo, number),
        approve: form => control.approvePull(owner, repo, number, login(form)),
        'request-changes': form =>
          control.requestChanges(owner, repo, number, login(form)),
        merge: () => control.mergePull(owner, repo, number, { force: true }),
        close: () => control.closePull(owner, repo, number),
        workflows: async () => {
          const { headRef } = await control.getPull(owner, repo, number);
          return control.approveWorkflows(owner, repo, headRef);
        },
      });
    },
  );

  router.get('/:owner', (req, res) =>
    send(res, accountPage(world, req.params.owner)),
  );
  router.get(
    '/:owner/:repo',
    page((_params, repository) =>
      codePage(world, repository, repository.defaultBranch, ''),
    ),
  );
  router.get(
    '/:owner/:repo/:kind(tree|blob)/:path(*)',
    page((params, repository) => {
      // A branch may have slashes in its name: the longest that fits wins.
      const rest = params.path.replace(/\/+$/, '');
      const branch = [...repository.branches.keys()]
        .filter(name => rest === name || rest.startsWith(`${name}/`))
        .sort((a, b) => b.length - a.length)[0];
      const ref = branch ?? rest.split('/')[0];
      return codePage(world, repository, ref, rest.slice(ref.length + 1));
    }),
  );
  router.get(
    '/:owner/:repo/commit/:sha',
    page(async ({ sha }, repository) => {
      const found = await world.git.resolve(repository.id, `${sha}^{commit}`);
      if (!found) return undefined;
      const [commit] = await world.git.log(repository.id, found, { limit: 1 });
      const parent = commit.parents[0];
      const diff = parent
        ? await world.git.diff(repository.id, parent, found)
        : '';
      return layout(
        commit.message.split('\n')[0],
        html`${repositoryHead(world, repository, 'code')}
          <h1>${commit.message.split('\n')[0]}</h1>
          <div class="meta">
            <span>${commit.author.name}</span><code>${found}</code>
          </div>
          ${card('Message', html`<pre class="wrap">${commit.message}</pre>`)}
          ${card('Changes', diffView(diff))}`,
      );
    }),
  );
  router.get(
    '/:owner/:repo/pulls',
    page((_params, repository) => pullsPage(world, repository)),
  );
  router.get(
    '/:owner/:repo/pull/:number',
    page(({ number }, repository) => {
      const pull = repository.pulls.get(Number(number));
      return pull && pullPage(simulator, repository, pull);
    }),
  );
  router.get(
    '/:owner/:repo/tasks',
    page((_params, repository) => tasksPage(world, repository)),
  );
  router.get(
    '/:owner/:repo/tasks/:id',
    page(({ id }, repository) => {
      const task = world.tasks.get(id);
      return task?.repositoryId === repository.id
        ? taskPage(world, task)
        : undefined;
    }),
  );
  router.get(
    '/:owner/:repo/actions/runs/:id',
    page(({ id }, repository) => {
      const run = world.runs.get(Number(id));
      if (run?.repositoryId !== repository.id) return undefined;
      return layout(
        run.name,
        html`${repositoryHead(world, repository, '')}
          <h1>${run.name}</h1>
          <div class="meta">${runChip(run)}<code>${run.branch}</code></div>`,
      );
    }),
  );
  router.use((_req, res) => send(res, undefined));
  return router;
}

async function act(
  res: Response,
  back: string,
  name: string,
  actions: Actions,
): Promise<void> {
  const form = new URLSearchParams(contextOf(res).rawBody);
  try {
    const action = actions[name];
    if (!action) throw new ControlError(404, `There is no action ${name}`);
    await action(form);
    res.redirect(303, back);
  } catch (error) {
    const known = error instanceof ControlError || error instanceof GitHubError;
    const message = error instanceof Error ? error.message : String(error);
    res.status(known ? error.status : 500);
    res.setHeader('content-type', 'text/html; charset=utf-8');
    res.end(
      layout(
        'Refused',
        html`<h1>GitHub would refuse this</h1>
          <section class="problem"><div class="in">${message}</div></section>
          <p><a href="${back}">Back</a></p>`,
      ),
    );
  }
}

function send(res: Response, text: string | undefined): void {
  res.status(text === undefined ? 404 : 200);
  res.setHeader('content-type', 'text/html; charset=utf-8');
  res.end(
    text ??
      layout(
        'Not found',
        html`<h1>Not found</h1>
          <p>There is nothing here. <a href="/">See what there is</a>.</p>`,
      ),
  );
}

/** A plain picture: the first letter on a colour of the account's own. */
function avatar(login: string, id: number): string {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
    <rect width="40" height="40" fill="hsl(${(id * 47) % 360} 45% 45%)" />
    <text
      x="20"
      y="27"
      font-family="sans-serif"
      font-size="20"
      fill="#fff"
      text-anchor="middle"
    >
      ${login.charAt(0).toUpperCase()}
    </text>
  </svg>`.text;
}
