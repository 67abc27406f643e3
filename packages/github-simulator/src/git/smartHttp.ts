import { spawn } from 'node:child_process';
import { createGunzip } from 'node:zlib';
import { Request, RequestHandler, Response } from 'express';
import { includesRole, tokenRole } from '../state/access';
import { refreshBranches } from '../state/refreshBranches';
import { Account, Repository } from '../state/types';
import { World } from '../state/World';
import { contextOf } from '../rest/RequestContext';
import { gitEnvironment } from './runGit';

/** The paths git asks for, with and without `.git`. */
export const GIT_PATH =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Clone, fetch and push, through git's own CGI program. */
export function smartHttp(world: World): RequestHandler {
  return async (req, res, next) => {
    try {
      const [, owner, name, endpoint] = GIT_PATH.exec(req.path) ?? [];
      const { token, account } = contextOf(res);
      const repository = world.repositoryByName(owner, name);
      const writes =
        endpoint === 'git-receive-pack' ||
        req.query.service === 'git-receive-pack';
      const role = repository ? tokenRole(world, token, repository) : 'none';
      const contents = token?.permissions?.contents;
      const scoped =
        token?.permissions &&
        (writes ? contents !== 'write' : contents === undefined);
      if (!account && (writes || !includesRole(role, 'read'))) {
        res.setHeader('www-authenticate', 'Basic realm="GitHub"');
        answer(res, 401, 'No anonymous write access.');
      } else if (!repository || !includesRole(role, 'read')) {
        answer(res, 404, 'Repository not found.');
      } else if (writes && (!includesRole(role, 'write') || scoped)) {
        const full = world.fullName(repository);
        const who = account?.login ?? '';
        answer(res, 403, `Permission to ${full}.git denied to ${who}.`);
      } else if (writes && repository.archived) {
        answer(res, 403, 'This repository was archived so it is read-only.');
      } else if (!writes && scoped) {
        answer(res, 403, 'Write access to repository not granted.');
      } else {
        await backend(world, repository, account, endpoint, req, res);
      }
    } catch (error) {
      next(error);
    }
  };
}

function answer(res: Response, status: number, text: string): void {
  res.statusCode = status;
  res.setHeader('content-type', 'text/plain; charset=utf-8');
  res.end(`${text}\n`);
}

async function backend(
  world: World,
  repository: Repository,
  account: Account | undefined,
  endpoint: string,
  req: Request,
  res: Response,
): Promise<void> {
  const zipped = req.headers['content-encoding'] === 'gzip';
  const child = spawn('git', ['http-backend'], {
    env: gitEnvironment({
      GIT_PROJECT_ROOT: world.git.directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${repository.id}.git/${endpoint}`,
      REQUEST_METHOD: req.method,
      QUERY_STRING: req.originalUrl.split('?')[1] ?? '',
      CONTENT_TYPE: req.headers['content-type'] ?? '',
      ...(zipped || !req.headers['content-length']
        ? {}
        : { CONTENT_LENGTH: req.headers['content-length'] }),
      REMOTE_USER: account?.login ?? '',
      REMOTE_ADDR: req.socket.remoteAddress ?? '',
      ...(req.headers['git-protocol'] && {
        GIT_PROTOCOL: String(req.headers['git-protocol']),
      }),
    }),
    stdio: 'pipe',
  });
  const input = zipped ? req.pipe(createGunzip()) : req;
  input.on('error', () => child.kill());
  child.stdin.on('error', () => {});
  input.pipe(child.stdin);
  child.stderr.resume();
  res.once('close', () => child.kill());

  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  let head = Buffer.alloc(0);
  let headersSent = false;
  // A push is answered only when its branches are known here, so that the
  // client's next request sees them.
  const held: Buffer[] = [];
  const holds = endpoint === 'git-receive-pack';
  const write = (chunk: Buffer) => {
    if (holds) held.push(chunk);
    else if (!res.write(chunk)) {
      child.stdout.pause();
      res.once('drain', () => child.stdout.resume());
    }
  };
  child.stdout.on('data', (chunk: Buffer) => {
    if (headersSent) {
      write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    headersSent = true;
    readHeaders(head.subarray(0, end).toString(), res);
    if (head.length > end + 4) write(head.subarray(end + 4));
  });
  await ended;
  if (!headersSent) {
    answer(res, 500, 'git http-backend gave no answer');
    return;
  }
  if (holds) {
    await refreshBranches(
      world,
      repository,
      account ?? world.owner(repository),
    );
    res.write(Buffer.concat(held));
  }
  res.end();
}

function readHeaders(text: string, res: Response): void {
  for (const line of text.split('\r\n')) {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name?.toLowerCase() === 'status') {
      res.statusCode = Number.parseInt(value, 10);
    } else if (name) {
      res.setHeader(name, value);
    }
  }
}
