import {
  AgentTaskRepository,
  agentTasksAnnotations,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { readAnnotation } from './EntityFacts';

// GitHub's rules: letters, digits and dashes for owners (managed users have an
// underscore), and for names also dots and underscores
const ownerPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const namePattern = /^[A-Za-z0-9._-]{1,100}$/;

/** A repository, or the reason why there is none. */
export type ResolvedRepository =
  | { repository: AgentTaskRepository; problem?: undefined }
  | { repository?: undefined; problem: Reason };

/** Finds the repository that a request means. */
export class RepositoryResolver {
  readonly #integrations: ScmIntegrations;

  private constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations;
  }

  static fromConfig(config: Config): RepositoryResolver {
    return new RepositoryResolver(ScmIntegrations.fromConfig(config));
  }

  /** From `https://host/owner/name` or the scaffolder's `host?owner=…&repo=…`. */
  fromUrl(repoUrl: string): ResolvedRepository {
    const parsed = parseRepoUrl(repoUrl);
    return (
      (parsed && this.#build(parsed)) ?? {
        problem: {
          code: 'repository-invalid',
          message: `'${repoUrl}' names no repository of a configured GitHub host.`,
          nextStep:
            'Give https://host/owner/name or host?owner=…&repo=…, with a host of integrations.github.',
          field: 'repoUrl',
        },
      }
    );
  }

  /** From the project slug of an entity, else from its source location. */
  fromEntity(entity: Entity, entityRef: string): ResolvedRepository {
    const located = [agentTasksAnnotations.sourceLocation, ANNOTATION_LOCATION]
      .map(name => readAnnotation(entity, name)?.replace(/^url:/, ''))
      .flatMap(location => (location && parseRepoUrl(location)) || [])
      .filter(({ host }) => this.#integrations.github.byHost(host));
    const slug = readAnnotation(entity, agentTasksAnnotations.projectSlug);
    if (slug) {
      const [owner, name] = slug.split('/');
      const found = this.#build({
        host: located[0]?.host ?? 'github.com',
        owner,
        name: name ?? '',
      });
      return (
        found ?? {
          problem: {
            code: 'repository-invalid',
            message: `The annotation ${agentTasksAnnotations.projectSlug} of ${entityRef} is not 'owner/name'.`,
            nextStep: 'Correct the annotation, or give repoUrl.',
            field: 'entityRef',
          },
        }
      );
    }
    // where an entity is described is not where its code is
    const source = parseRepoUrl(
      readAnnotation(entity, agentTasksAnnotations.sourceLocation)?.replace(
        /^url:/,
        '',
      ) ?? '',
    );
    return (
      (source && this.#build(source)) ?? {
        problem: {
          code: 'entity-without-repository',
          message: `${entityRef} names no GitHub repository.`,
          nextStep: `Add the annotation ${agentTasksAnnotations.projectSlug} to the entity, or give repoUrl.`,
          field: 'entityRef',
        },
      }
    );
  }

  #build(parsed: {
    host: string;
    owner: string;
    name: string;
  }): { repository: AgentTaskRepository } | undefined {
    const integration = this.#integrations.github.byHost(parsed.host);
    const { host, owner } = parsed;
    const name = parsed.name.replace(/\.git$/, '');
    if (
      !integration ||
      !ownerPattern.test(owner) ||
      !namePattern.test(name) ||
      /^\.\.?$/.test(name)
    ) {
      return undefined;
    }
    // pages are served as the API is: https everywhere but on a loopback host
    const protocol = integration.config.apiBaseUrl?.startsWith('http:')
      ? 'http:'
      : 'https:';
    return {
      repository: {
        host,
        owner,
        name,
        url: `${protocol}//${host}/${owner}/${name}`,
      },
    };
  }
}

function parseRepoUrl(
  text: string,
): { host: string; owner: string; name: string } | undefined {
  try {
    const url = new URL(text.includes('://') ? text : `https://${text}`);
    const [first, second] = url.pathname.split('/').filter(Boolean);
    const owner = url.searchParams.get('owner') ?? first;
    const name = url.searchParams.get('repo') ?? second;
    return owner && name && ['http:', 'https:'].includes(url.protocol)
      ? { host: url.host, owner, name }
      : undefined;
  } catch {
    return undefined;
  }
}
