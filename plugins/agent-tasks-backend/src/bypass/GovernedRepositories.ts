import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { minimatch } from 'minimatch';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  GovernedRepository,
  governRepositories,
} from '../database/operations/bypass/governRepositories';
import { governLaunched } from '../database/operations/bypass/governLaunched';
import { readEntityFacts } from '../entities/EntityFacts';
import type { RepositoryResolver } from '../entities/RepositoryResolver';
import {
  IdentityRegistry,
  repositoryGlobOptions,
} from '../identities/IdentityRegistry';

const BATCH = 500;

/**
 * Keeps the list of repositories that are looked through: those of our own
 * tasks, and those of the catalog that configuration names, allowed or denied,
 * and that an identity reaches. A denied one above all: no agent is meant to
 * work there.
 *
 * Read with the plugin's own credentials, for findings are nobody's request.
 */
export class GovernedRepositories {
  static create(options: GovernedRepositoriesOptions): GovernedRepositories {
    return new GovernedRepositories(options);
  }

  private constructor(private readonly options: GovernedRepositoriesOptions) {}

  /** Reads the catalog and our tasks anew. */
  async sync(): Promise<void> {
    const { auth, catalog, knex, intervalMs } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    let found: GovernedRepository[] = [];
    for await (const entities of catalog.streamEntities(
      { filter: { kind: 'Component' } },
      { credentials },
    )) {
      found.push(...entities.flatMap(entity => this.governed(entity)));
      if (found.length >= BATCH) {
        await governRepositories(knex, found, intervalMs);
        found = [];
      }
    }
    await governRepositories(knex, found, intervalMs);
    await governLaunched(knex, intervalMs);
  }

  private governed(entity: Entity): GovernedRepository[] {
    const { resolver, identities, rules, tierAnnotation } = this.options;
    const { entityRef, owner } = readEntityFacts(entity, { tierAnnotation });
    const { repository } = resolver.fromEntity(entity, entityRef);
    if (!repository || !identities.findFor(repository).length) {
      return [];
    }
    const name = `${repository.owner}/${repository.name}`;
    const named = [...rules.allow, ...rules.deny].some(glob =>
      [name, `${repository.host}/${name}`].some(text =>
        minimatch(text, glob, repositoryGlobOptions),
      ),
    );
    return named
      ? [
          {
            host: repository.host,
            owner: repository.owner,
            name: repository.name,
            entityRef,
            ...(owner && { ownerRef: owner }),
          },
        ]
      : [];
  }
}

type GovernedRepositoriesOptions = {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  catalog: Pick<CatalogService, 'streamEntities'>;
  knex: Knex;
  identities: Pick<IdentityRegistry, 'findFor'>;
  resolver: RepositoryResolver;
  rules: AgentTasksConfig['repositories'];
  tierAnnotation: string;
  intervalMs: number;
};
