import type {
  GitHubAnswer,
  GitHubClient,
  GitHubRequestOptions,
} from './GitHubClient';
import { GitHubError } from './GitHubError';

/** A file in the default branch, as far as GitHub shows it. */
export type FileReading =
  | { kind: 'file'; text: string; etag?: string }
  /** It is what it was when the etag was told. */
  | { kind: 'unchanged' }
  /** The repository can be read, and has no such file. */
  | { kind: 'absent' }
  /** It cannot be read, and another try would not change that. */
  | { kind: 'unreadable'; message: string };

/**
 * Reads a file of at most 1 MB in the default branch; where it has not changed
 * since an earlier reading, at no cost of the hour's limit.
 *
 * GitHub hides what a token may not see behind the same 404 as a file that is
 * not there, so the repository is asked for before a file counts as absent.
 *
 * @throws GitHubError where GitHub does not say
 */
export async function readFile(
  client: GitHubClient,
  query: { owner: string; name: string; path: string; etag?: string },
  options: GitHubRequestOptions = {},
): Promise<FileReading> {
  const { owner, name, path, etag } = query;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const repository = { owner, repo: name };
  try {
    return toReading(
      await client.request(
        `GET /repos/{owner}/{repo}/contents/${encoded}`,
        repository,
        {
          ...options,
          headers: {
            ...options.headers,
            ...(etag !== undefined && { 'if-none-match': etag }),
          },
        },
      ),
    );
  } catch (error) {
    if (!(error instanceof GitHubError) || error.failure.kind !== 'answered') {
      throw error;
    }
    const { status, rateLimited, message } = error.failure;
    // Octokit takes a 304 for an error
    if (status === 304 && etag !== undefined) {
      return { kind: 'unchanged' };
    }
    if (status === 404) {
      return await lookForRepository(client, repository, options);
    }
    if (!rateLimited && status === 403) {
      return { kind: 'unreadable', message: `GitHub refuses it: ${message}` };
    }
    throw error;
  }
}

async function lookForRepository(
  client: GitHubClient,
  repository: { owner: string; repo: string },
  options: GitHubRequestOptions,
): Promise<FileReading> {
  try {
    await client.request('GET /repos/{owner}/{repo}', repository, options);
    return { kind: 'absent' };
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) {
      return {
        kind: 'unreadable',
        message: 'The identity cannot see the repository.',
      };
    }
    throw error;
  }
}

function toReading({ data, headers }: GitHubAnswer): FileReading {
  if (typeof data !== 'object' || data === null) {
    throw new GitHubError({
      kind: 'no-answer',
      timedOut: false,
      message: 'GitHub answered something that is no file',
    });
  }
  const { type, encoding, content } = data as Record<string, unknown>;
  if (type !== 'file') {
    return { kind: 'unreadable', message: 'It is no file.' };
  }
  // what is larger than 1 MB comes without its content
  if (encoding !== 'base64' || typeof content !== 'string') {
    return { kind: 'unreadable', message: 'It is larger than 1 MB.' };
  }
  return {
    kind: 'file',
    text: Buffer.from(content, 'base64').toString('utf8'),
    ...(typeof headers.etag === 'string' && { etag: headers.etag }),
  };
}
