import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';
import { readAnnotation } from './EntityFacts';

const REMEMBERED_MS = 60_000;
const MOST_OWNERS = 1_000;
/** Groups below the owner that are looked at; a company is not a reviewer. */
const MOST_GROUPS = 50;

/** An owner as the catalog has it. */
export type Owner = {
  ref: string;
  kind: string;
  /** Members of the group and of the groups below it; a user is their own. */
  members: OwnerMember[];
  /** `github.com/team-slug` of the group. */
  teamSlug?: string;
};

/** A member of an owner; one that the catalog names and does not have is none. */
export type OwnerMember = {
  ref: string;
  /** `github.com/user-login`. */
  login?: string;
};

/**
 * Who is behind an owner, read with the plugin's own eyes and remembered for a
 * minute: policy asks for each target of a rollout, and they have few owners.
 */
export class OwnerDirectory {
  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): OwnerDirectory {
    return new OwnerDirectory(options);
  }

  private readonly remembered = new LRUCache<string, { owner?: Owner }>({
    max: MOST_OWNERS,
    ttl: REMEMBERED_MS,
    fetchMethod: async ref => ({ owner: await this.read(ref) }),
  });

  private constructor(
    private readonly options: { catalog: CatalogService; auth: AuthService },
  ) {}

  /**
   * @returns undefined where the catalog has no such group or user
   * @throws where the catalog does not answer
   */
  async find(ref: string): Promise<Owner | undefined> {
    return (await this.remembered.fetch(ref.toLowerCase()))?.owner;
  }

  private async read(ref: string): Promise<Owner | undefined> {
    const [entity] = await this.entities([ref]);
    if (!entity) {
      return undefined;
    }
    const teamSlug = readAnnotation(entity, agentTasksAnnotations.teamSlug);
    return {
      ref: stringifyEntityRef(entity),
      kind: entity.kind.toLowerCase(),
      members: (entity.kind.toLowerCase() === 'user'
        ? [entity]
        : await this.membersOf(entity)
      ).map(toMember),
      ...(teamSlug && { teamSlug }),
    };
  }

  private async membersOf(group: Entity): Promise<Entity[]> {
    const seen = new Set([stringifyEntityRef(group)]);
    const members = new Set<string>();
    let level = [group];
    while (level.length) {
      level
        .flatMap(entity => related(entity, RELATION_HAS_MEMBER))
        .forEach(ref => members.add(ref));
      const below = level
        .flatMap(entity => related(entity, RELATION_PARENT_OF))
        .filter(ref => !seen.has(ref))
        .slice(0, MOST_GROUPS - seen.size);
      below.forEach(ref => seen.add(ref));
      level = below.length ? await this.entities(below) : [];
    }
    return members.size ? await this.entities([...members]) : [];
  }

  private async entities(refs: string[]): Promise<Entity[]> {
    const { catalog, auth } = this.options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.flatMap(entity => entity ?? []);
  }
}

function related(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => stringifyEntityRef(parseEntityRef(targetRef)));
}

function toMember(entity: Entity): OwnerMember {
  const login = readAnnotation(entity, agentTasksAnnotations.userLogin);
  return { ref: stringifyEntityRef(entity), ...(login && { login }) };
}
