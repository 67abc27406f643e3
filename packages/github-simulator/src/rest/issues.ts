import { isoTime } from '../clock';
import { GitHubError } from '../state/GitHubError';
import { nodeId } from '../state/nodeId';
import { Comment, Issue, Label, Repository } from '../state/types';
import { Call, RestDeps } from './Call';
import { paginate } from './paging';
import { presentAccount } from './present/presentAccount';
import { association, presentIssue, presentLabel } from './present/presentPull';
import { Route } from './route';

const READ = ['issues', 'read'] as const;
const WRITE = ['issues', 'write'] as const;
const GREY = 'ededed';

/** Issues, and the labels and comments that pull requests share with them. */
export function registerIssues(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const base = '/repos/:owner/:repo/issues';
  const one = `${base}/:issue_number(\\d+)`;

  route(
    'issues/list-for-repo',
    'get',
    base,
    READ,
  )(call => {
    const repository = call.repository();
    const state = call.query('state') ?? 'open';
    const all = [...repository.issues.values(), ...repository.pulls.values()]
      .filter(issue => state === 'all' || issue.state === state)
      .sort((a, b) => b.number - a.number);
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: page.map(issue => presentIssue(world, urls, issue)),
    };
  });

  route(
    'issues/create',
    'post',
    base,
    WRITE,
  )(call => {
    const repository = call.repository();
    const now = world.clock.now();
    const id = world.nextId('other');
    const issue: Issue = {
      id,
      nodeId: nodeId('Issue', id),
      repositoryId: repository.id,
      number: repository.nextNumber++,
      title: call.text('title', { required: true }),
      body: call.text('body'),
      authorId: call.actor().id,
      state: 'open',
      labels: [],
      assigneeIds: new Set(),
      comments: [],
      createdAt: now,
      updatedAt: now,
    };
    repository.issues.set(issue.number, issue);
    addLabels(repository, issue, call.texts('labels'));
    return { status: 201, body: presentIssue(world, urls, issue) };
  });

  route(
    'issues/get',
    'get',
    one,
    READ,
  )(call => ({
    status: 200,
    body: presentIssue(world, urls, find(call, call.repository())),
  }));

  route(
    'issues/list-labels-for-repo',
    'get',
    '/repos/:owner/:repo/labels',
    READ,
  )(call => {
    const repository = call.repository();
    const all = [...repository.labels.values()];
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: page.map(label =>
        presentLabel(urls, world.fullName(repository), label),
      ),
    };
  });

  route(
    'issues/create-label',
    'post',
    '/repos/:owner/:repo/labels',
    WRITE,
  )(call => {
    const repository = call.repository('write');
    const name = call.text('name', { required: true });
    if (repository.labels.has(name.toLowerCase())) {
      throw GitHubError.invalid({
        resource: 'Label',
        field: 'name',
        code: 'already_exists',
      });
    }
    const label = createLabel(repository, name, call.text('color'));
    label.description = call.text('description');
    return {
      status: 201,
      body: presentLabel(urls, world.fullName(repository), label),
    };
  });

  route(
    'issues/list-labels-on-issue',
    'get',
    `${one}/labels`,
    READ,
  )(call => {
    const repository = call.repository();
    return {
      status: 200,
      body: labelsOf(repository, find(call, repository)),
    };
  });

  route(
    'issues/add-labels',
    'post',
    `${one}/labels`,
    WRITE,
  )(call => {
    const repository = call.repository('triage');
    const issue = find(call, repository);
    addLabels(repository, issue, call.texts('labels'));
    return { status: 200, body: labelsOf(repository, issue) };
  });

  route(
    'issues/remove-label',
    'delete',
    `${one}/labels/:name`,
    WRITE,
  )(call => {
    const repository = call.repository('triage');
    const issue = find(call, repository);
    const name = call.param('name').toLowerCase();
    if (!issue.labels.some(label => label.toLowerCase() === name)) {
      throw new GitHubError(404, 'Label does not exist');
    }
    issue.labels = issue.labels.filter(label => label.toLowerCase() !== name);
    issue.updatedAt = world.clock.now();
    return { status: 200, body: labelsOf(repository, issue) };
  });

  route(
    'issues/list-comments',
    'get',
    `${one}/comments`,
    READ,
  )(call => {
    const repository = call.repository();
    const issue = find(call, repository);
    const { page, headers } = paginate(call, urls.api, issue.comments);
    return {
      status: 200,
      headers,
      body: page.map(comment => presentComment(repository, issue, comment)),
    };
  });

  route(
    'issues/create-comment',
    'post',
    `${one}/comments`,
    WRITE,
  )(call => {
    const repository = call.repository();
    const issue = find(call, repository);
    const sender = call.actor();
    const now = world.clock.now();
    const id = world.nextId('other');
    const comment: Comment = {
      id,
      nodeId: nodeId('IssueComment', id),
      authorId: sender.id,
      body: call.text('body', { required: true }),
      createdAt: now,
      updatedAt: now,
    };
    issue.comments.push(comment);
    issue.updatedAt = now;
    world.events.emit('issue_comment', {
      action: 'created',
      repository,
      issue,
      comment,
      sender,
    });
    return { status: 201, body: presentComment(repository, issue, comment) };
  });

  function find(call: Call, repository: Repository): Issue {
    const number = Number(call.param('issue_number'));
    const found = repository.pulls.get(number) ?? repository.issues.get(number);
    if (!found) throw GitHubError.notFound();
    return found;
  }

  function createLabel(
    repository: Repository,
    name: string,
    color: string = GREY,
  ): Label {
    const id = world.nextId('other');
    const label: Label = {
      id,
      nodeId: nodeId('Label', id),
      name,
      color: color.replace(/^#/, ''),
      isDefault: false,
    };
    repository.labels.set(name.toLowerCase(), label);
    return label;
  }

  function addLabels(
    repository: Repository,
    issue: Issue,
    names: string[],
  ): void {
    const now = world.clock.now();
    for (const name of names) {
      const label =
        repository.labels.get(name.toLowerCase()) ??
        createLabel(repository, name);
      if (!issue.labels.includes(label.name)) issue.labels.push(label.name);
      issue.updatedAt = now;
    }
  }

  function labelsOf(repository: Repository, issue: Issue) {
    return issue.labels.flatMap(name => {
      const label = repository.labels.get(name.toLowerCase());
      return label
        ? [presentLabel(urls, world.fullName(repository), label)]
        : [];
    });
  }

  function presentComment(
    repository: Repository,
    issue: Issue,
    comment: Comment,
  ) {
    const fullName = world.fullName(repository);
    const api = `${urls.api}/repos/${fullName}/issues`;
    const kind = repository.pulls.has(issue.number) ? 'pull' : 'issues';
    const author = world.account(comment.authorId);
    return {
      id: comment.id,
      node_id: comment.nodeId,
      url: `${api}/comments/${comment.id}`,
      html_url: `${urls.web}/${fullName}/${kind}/${issue.number}#issuecomment-${comment.id}`,
      issue_url: `${api}/${issue.number}`,
      user: presentAccount(urls, author),
      body: comment.body,
      created_at: isoTime(comment.createdAt),
      updated_at: isoTime(comment.updatedAt),
      author_association: association(world, author, repository),
    };
  }
}
