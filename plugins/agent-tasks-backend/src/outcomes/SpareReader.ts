import type { Knex } from 'knex';
import { chooseSpareIdentity } from '../bypass/chooseSpareIdentity';
import type {
  GitHubClient,
  GitHubRequestOptions,
} from '../github/GitHubClient';
import { GitHubError } from '../github/GitHubError';
import { FileReading, readFile } from '../github/readFile';
import type {
  IdentityRegistry,
  RepositoryName,
} from '../identities/IdentityRegistry';
import type { ReadFailures } from '../tracker/ReadFailures';
import { READ_TIMEOUT_MS } from '../tracker/readTask';

/** No identity has requests to spare now: the look is made later. */
export class NoRoomError extends Error {}

/** No identity of the configuration reaches the repository. */
export class NoIdentityError extends Error {}

/**
 * Reads repositories as one of their identities, which has half of its budget
 * left: launching and following tasks comes first.
 */
export class SpareReader {
  constructor(
    private readonly options: {
      knex: Knex;
      identities: Pick<IdentityRegistry, 'findFor'>;
      client: (identityId: string) => GitHubClient;
      failures: ReadFailures;
    },
  ) {}

  /**
   * @throws NoRoomError, NoIdentityError
   * @throws GitHubError where GitHub does not say
   */
  async readFile(
    repository: RepositoryName,
    query: { path: string; etag?: string },
    signal: AbortSignal,
  ): Promise<FileReading> {
    return await this.read(repository, signal, (client, options) =>
      readFile(
        client,
        { owner: repository.owner, name: repository.name, ...query },
        options,
      ),
    );
  }

  /**
   * Answers the body of a `GET`.
   *
   * @throws NoRoomError, NoIdentityError
   * @throws GitHubError where GitHub refuses
   */
  async get(
    repository: RepositoryName,
    route: string,
    parameters: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (!route.startsWith('GET ')) {
      throw new Error(`A check only reads, and '${route}' is no GET`);
    }
    return await this.read(
      repository,
      signal,
      async (client, options) =>
        (
          await client.request(route, parameters, options)
        ).data,
    );
  }

  private async read<T>(
    repository: RepositoryName,
    signal: AbortSignal,
    work: (client: GitHubClient, options: GitHubRequestOptions) => Promise<T>,
  ): Promise<T> {
    const { knex, identities, client, failures } = this.options;
    const candidates = identities.findFor(repository);
    if (!candidates.length) {
      throw new NoIdentityError('No identity reaches the repository.');
    }
    const identity = await chooseSpareIdentity(
      knex,
      candidates,
      failures.backoff,
    );
    if (!identity) {
      throw new NoRoomError('No identity has room to read it now.');
    }
    const github = client(identity.id);
    try {
      const answer = await work(github, { signal, timeoutMs: READ_TIMEOUT_MS });
      failures.backoff.succeeded(identity.id);
      return answer;
    } catch (error) {
      if (error instanceof GitHubError && !signal.aborted && isGeneral(error)) {
        await failures.note(github, error);
      }
      throw error;
    }
  }
}

/** Whether it says something about GitHub or the token, not the repository. */
function isGeneral({ failure, status }: GitHubError): boolean {
  return (
    failure.kind !== 'answered' ||
    failure.rateLimited ||
    status === 401 ||
    failure.status >= 500
  );
}
