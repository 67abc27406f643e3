import { GitHubError } from '../state/GitHubError';
import { MergeMethod } from '../state/mergeBranch';
import { PullFactsReader } from '../state/pullFacts';
import { Pull } from '../state/types';
import { RestDeps } from './Call';
import { paginate } from './paging';
import { presentCommit, presentFileChange } from './present/presentCommit';
import { presentFullPull, presentPull } from './present/presentPull';
import { Route, SENT } from './route';

const READ = ['pull_requests', 'read'] as const;
const WRITE = ['pull_requests', 'write'] as const;
const METHODS: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];

/** Pull requests: list, open, read, change, merge. */
export function registerPulls(
  route: Route,
  deps: RestDeps,
  facts: PullFactsReader,
): void {
  const { world, urls, pulls } = deps;
  const base = '/repos/:owner/:repo/pulls';
  const one = `${base}/:pull_number(\\d+)`;

  const full = async (pull: Pull) =>
    presentFullPull(
      world,
      urls,
      pull,
      await facts.read(pull),
      pulls.missingApprovals(pull),
    );

  route(
    'pulls/list',
    'get',
    base,
    READ,
  )(call => {
    const repository = call.repository();
    const state = call.query('state') ?? 'open';
    const head = call.query('head');
    const baseRef = call.query('base');
    const owner = world.owner(repository).login.toLowerCase();
    const sort = call.query('sort') === 'updated' ? 'updatedAt' : 'createdAt';
    const sign = call.query('direction') === 'asc' ? 1 : -1;
    const found = [...repository.pulls.values()]
      .filter(
        pull =>
          (state === 'all' || pull.state === state) &&
          (!baseRef || pull.baseRef === baseRef) &&
          // Without an owner GitHub ignores the filter.
          (!head?.includes(':') ||
            `${owner}:${pull.headRef}` ===
              head.replace(/^[^:]+/, text => text.toLowerCase())),
      )
      .sort((a, b) => sign * (a[sort] - b[sort] || a.number - b.number));
    const { page, headers } = paginate(call, urls.api, found);
    return {
      status: 200,
      headers,
      body: page.map(pull => presentPull(world, urls, pull)),
    };
  });

  route(
    'pulls/create',
    'post',
    base,
    WRITE,
  )(async call => {
    const repository = call.repository('write');
    const pull = await pulls.open(repository, call.actor(), {
      title: call.text('title', { required: true }),
      head: call.text('head', { required: true }),
      base: call.text('base', { required: true }),
      body: call.text('body'),
      draft: call.flag('draft'),
    });
    return { status: 201, body: await full(pull) };
  });

  route(
    'pulls/get',
    'get',
    one,
    READ,
  )(async call => {
    const repository = call.repository();
    const pull = call.pull(repository);
    if (/[.](diff|patch)\b/.test(String(call.req.headers.accept ?? ''))) {
      call.res.setHeader('content-type', 'text/plain; charset=utf-8');
      call.res.end(
        await world.git.diff(repository.id, pull.baseSha, pull.headSha),
      );
      return SENT;
    }
    return { status: 200, body: await full(pull) };
  });

  route(
    'pulls/update',
    'patch',
    one,
    WRITE,
  )(async call => {
    const pull = call.pull(call.repository('write'));
    const actor = call.actor();
    const [title, body, baseRef] = ['title', 'body', 'base'].map(name =>
      call.text(name),
    );
    if (title !== undefined || body !== undefined || baseRef !== undefined) {
      pulls.edit(pull, actor, { title, body, baseRef });
    }
    const state = call.text('state');
    if (state === 'open' || state === 'closed') {
      pulls.setState(pull, actor, state);
    } else if (state !== undefined) {
      throw GitHubError.invalid({ field: 'state', code: 'invalid' });
    }
    return { status: 200, body: await full(pull) };
  });

  route(
    'pulls/list-commits',
    'get',
    `${one}/commits`,
    READ,
  )(async call => {
    const repository = call.repository();
    const pull = call.pull(repository);
    const range = `${pull.baseSha}..${pull.headSha}`;
    const all = (await world.git.log(repository.id, range)).reverse();
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: page.map(item => presentCommit(world, urls, repository, item)),
    };
  });

  route(
    'pulls/list-files',
    'get',
    `${one}/files`,
    READ,
  )(async call => {
    const repository = call.repository();
    const pull = call.pull(repository);
    const all = await facts.changes(pull);
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: await Promise.all(
        page.map(async change => {
          const diff = await world.git.diff(
            repository.id,
            pull.baseSha,
            pull.headSha,
            change.path,
          );
          const start = diff.indexOf('\n@@');
          const patch = start < 0 ? undefined : diff.slice(start + 1);
          return presentFileChange(
            world,
            urls,
            repository,
            pull.headSha,
            change,
            patch,
          );
        }),
      ),
    };
  });

  route(
    'pulls/check-if-merged',
    'get',
    `${one}/merge`,
    READ,
  )(call => {
    const pull = call.pull(call.repository());
    if (pull.mergedAt === undefined) throw GitHubError.notFound();
    return { status: 204 };
  });

  route('pulls/merge', 'put', `${one}/merge`, ['contents', 'write'])(
    async call => {
      const pull = call.pull(call.repository('write'));
      const text = call.text('merge_method') ?? 'merge';
      const method = METHODS.find(known => known === text);
      if (!method) {
        throw GitHubError.invalid({ field: 'merge_method', code: 'invalid' });
      }
      const sha = await pulls.merge(pull, call.actor(), {
        method,
        sha: call.text('sha'),
        title: call.text('commit_title'),
        message: call.text('commit_message'),
      });
      return {
        status: 200,
        body: {
          sha,
          merged: true,
          message: 'Pull Request successfully merged',
        },
      };
    },
  );
}
