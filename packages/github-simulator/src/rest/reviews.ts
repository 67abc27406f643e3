import { isoTime } from '../clock';
import { GitHubError } from '../state/GitHubError';
import { Account, Pull, Review, Team } from '../state/types';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import { presentAccount } from './present/presentAccount';
import { association, presentPull } from './present/presentPull';
import { Route } from './route';

const READ = ['pull_requests', 'read'] as const;
const WRITE = ['pull_requests', 'write'] as const;
const EVENTS = ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'] as const;

/** Reviewers and reviews of pull requests. */
export function registerReviews(route: Route, deps: RestDeps): void {
  const { world, urls, pulls } = deps;
  const one = '/repos/:owner/:repo/pulls/:pull_number(\\d+)';

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
