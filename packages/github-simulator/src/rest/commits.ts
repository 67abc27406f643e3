import { GitHubError } from '../state/GitHubError';
import { RestDeps } from './Call';
import { resolveCommit } from './contents';
import { paginate } from './paging';
import { presentCommit, presentFileChange } from './present/presentCommit';
import { Route, SENT } from './route';

const READ = ['contents', 'read'] as const;

/** Commits as pages and API clients read them. */
export function registerCommits(route: Route, deps: RestDeps): void {
  const { world, urls } = deps;
  const { git } = world;

  route(
    'repos/list-commits',
    'get',
    '/repos/:owner/:repo/commits',
    READ,
  )(async call => {
    const repository = call.repository();
    const sha = await resolveCommit(deps, repository, call.query('sha'));
    const all = await git.log(repository.id, sha, { path: call.query('path') });
    const { page, headers } = paginate(call, urls.api, all);
    return {
      status: 200,
      headers,
      body: page.map(one => presentCommit(world, urls, repository, one)),
    };
  });

  route(
    'repos/get-commit',
    'get',
    '/repos/:owner/:repo/commits/:ref(*)',
    READ,
  )(async call => {
    const repository = call.repository();
    const ref = call.param('ref');
    const sha = await resolveCommit(deps, repository, ref).catch(error => {
      if (error instanceof GitHubError && error.status === 404) {
        throw new GitHubError(422, `No commit found for SHA: ${ref}`);
      }
      throw error;
    });
    if (/[.]sha\b/.test(String(call.req.headers.accept ?? ''))) {
      call.res.setHeader('content-type', 'application/vnd.github.sha');
      call.res.end(sha);
      return SENT;
    }
    const [commit] = await git.log(repository.id, sha, { limit: 1 });
    const parent = commit.parents[0];
    const changes = parent ? await git.changes(repository.id, parent, sha) : [];
    const sum = (of: 'additions' | 'deletions') =>
      changes.reduce((total, change) => total + change[of], 0);
    return {
      status: 200,
      body: {
        ...presentCommit(world, urls, repository, commit),
        stats: {
          additions: sum('additions'),
          deletions: sum('deletions'),
          total: sum('additions') + sum('deletions'),
        },
        files: changes.map(change =>
          presentFileChange(world, urls, repository, sha, change),
        ),
      },
    };
  });
}
