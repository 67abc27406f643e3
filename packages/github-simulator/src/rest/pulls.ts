import { isoTime } from '../clock';
import { GitHubError } from '../state/GitHubError';
import { MergeMethod } from '../state/PullService';
import { PullFactsReader } from '../state/pullFacts';
import { Account, Pull, Review, Team } from '../state/types';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import { presentAccount } from './present/presentAccount';
import { presentCommit, presentFileChange } from './present/presentCommit';
import {
  association,
  presentFullPull,
  presentPull,
} from './present/presentPull';
import { Route, SENT } from './route';

const READ = ['pull_requests', 'read'] as const;
const WRITE = ['pull_requests', 'write'] as const;
const METHODS: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];
const EVENTS = ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'] as const;

/** Pull requests, their reviewers and reviews. */
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

  route(
    'pulls/request-reviewers',
    'post',
    `${one}/requested_reviewers`,
    WRITE,
  )(call => {
    const pull = call.pull(call.repository('write'));
    const { users, teams } = readReviewers(call, pull);
    pulls.requestReviewers(pull, call.actor(), users, teams);
    return { status: 201, body: presentPull(world, urls, pull) };
  });

  route(
    'pulls/remove-requested-reviewers',
    'delete',
    `${one}/requested_reviewers`,
    WRITE,
  )(call => {
    const pull = call.pull(call.repository('write'));
    const { users, teams } = readReviewers(call, pull);
    pulls.removeReviewers(pull, call.actor(), users, teams);
    return { status: 200, body: presentPull(world, urls, pull) };
  });

  route(
    'pulls/list-requested-reviewers',
    'get',
    `${one}/requested_reviewers`,
    READ,
  )(call => {
    const pull = call.pull(call.repository());
    const simple = presentPull(world, urls, pull);
    return {
      status: 200,
      body: {
        users: simple.requested_reviewers ?? [],
        teams: simple.requested_teams ?? [],
      },
    };
  });

  route(
    'pulls/list-reviews',
    'get',
    `${one}/reviews`,
    READ,
  )(call => {
    const pull = call.pull(call.repository());
    const { page, headers } = paginate(call, urls.api, pull.reviews);
    return {
      status: 200,
      headers,
      body: page.map(review => presentReview(pull, review)),
    };
  });

  route(
    'pulls/create-review',
    'post',
    `${one}/reviews`,
    WRITE,
  )(call => {
    const pull = call.pull(call.repository());
    const text = call.text('event', { required: true });
    const event = EVENTS.find(known => known === text);
    if (!event) throw GitHubError.invalid({ field: 'event', code: 'invalid' });
    const review = pulls.review(
      pull,
      call.actor(),
      event,
      call.text('body') ?? '',
    );
    return { status: 200, body: presentReview(pull, review) };
  });

  function presentReview(pull: Pull, review: Review) {
    const repository = world.repository(pull.repositoryId);
    const fullName = world.fullName(repository);
    const html = `${urls.web}/${fullName}/pull/${pull.number}#pullrequestreview-${review.id}`;
    const api = `${urls.api}/repos/${fullName}/pulls/${pull.number}`;
    const author = world.account(review.authorId);
    return {
      id: review.id,
      node_id: review.nodeId,
      user: presentAccount(urls, author),
      body: review.body,
      state: review.state,
      html_url: html,
      pull_request_url: api,
      _links: { html: { href: html }, pull_request: { href: api } },
      submitted_at: isoTime(review.submittedAt),
      commit_id: review.commitSha,
      author_association: association(world, author, repository),
    };
  }

  function readReviewers(call: Call, pull: Pull) {
    const unknown = () =>
      new GitHubError(
        422,
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator.',
      );
    const users = call.texts('reviewers').map((login): Account => {
      const account = world.accountByLogin(login);
      if (!account) throw unknown();
      return account;
    });
    const { ownerId } = world.repository(pull.repositoryId);
    const teams = call.texts('team_reviewers').map((slug): Team => {
      const team = world.team(ownerId, slug);
      if (!team) throw unknown();
      return team;
    });
    return { users, teams };
  }
}
