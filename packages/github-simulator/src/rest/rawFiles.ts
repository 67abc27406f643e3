import { RequestHandler } from 'express';
import { Call, RestDeps } from './Call';
import { resolveCommit, sendRaw } from './contents';
import { GitHubError } from '../state/GitHubError';

/** `/raw/{owner}/{repo}/{ref}/{path}`, for `rawBaseUrl`. */
export function rawFiles(deps: RestDeps): RequestHandler {
  return async (req, res, next) => {
    try {
      const [, , owner, repo, ref, ...path] = req.path.split('/');
      Object.assign(req.params, { owner, repo });
      const call = new Call(req, res, deps, ['contents', 'read']);
      const repository = call.repository();
      const { git } = deps.world;
      const commit = await resolveCommit(
        deps,
        repository,
        decodeURIComponent(ref ?? ''),
      );
      const file = decodeURIComponent(path.join('/'));
      const object = await git.resolve(repository.id, `${commit}:${file}`);
      if (!object) throw GitHubError.notFound();
      sendRaw(call, object, await git.blob(repository.id, object));
    } catch (error) {
      next(error);
    }
  };
}
