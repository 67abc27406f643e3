import { minimatch, MinimatchOptions } from 'minimatch';
import type {
  AgentTasksConfig,
  IdentityConfig,
} from '../config/AgentTasksConfig';

/** An automation account that may launch in the repositories named for it. */
export type Identity = {
  id: string;
  host: string;
  /** Globs over `owner/name`, case-insensitive as GitHub's names are. */
  repositories: string[];
  config: IdentityConfig;
};

/** A repository by its names. */
export type RepositoryName = { host: string; owner: string; name: string };

/** The identities of the configuration. Knows nothing of their health. */
export class IdentityRegistry {
  static create(options: {
    config: Pick<AgentTasksConfig, 'identities'>;
  }): IdentityRegistry {
    return new IdentityRegistry(
      options.config.identities.map(config => ({
        id: config.id,
        host: config.host,
        repositories: config.repositories,
        config,
      })),
    );
  }

  private constructor(private readonly identities: Identity[]) {}

  list(): Identity[] {
    return [...this.identities];
  }

  get(id: string): Identity | undefined {
    return this.identities.find(identity => identity.id === id);
  }

  /** Those that may launch in a repository, in the order of the configuration. */
  findFor(repository: RepositoryName): Identity[] {
    return this.identities.filter(
      identity =>
        identity.host.toLowerCase() === repository.host.toLowerCase() &&
        identity.repositories.some(glob => matchesRepository(glob, repository)),
    );
  }
}

/** How repository globs are read, here and in the database. */
export const repositoryGlobOptions: MinimatchOptions = {
  nocase: true,
  dot: true,
  nocomment: true,
  nonegate: true,
};

/** Whether a glob over `owner/name` takes a repository. */
export function matchesRepository(
  glob: string,
  repository: Pick<RepositoryName, 'owner' | 'name'>,
): boolean {
  return minimatch(
    `${repository.owner}/${repository.name}`,
    glob,
    repositoryGlobOptions,
  );
}
