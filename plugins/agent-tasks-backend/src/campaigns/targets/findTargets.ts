import type {
  CampaignTargets,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { askCatalog } from '../../entities/askCatalog';
import { readEntityFacts } from '../../entities/EntityFacts';
import type { RepositoryResolver } from '../../entities/RepositoryResolver';
import type { FoundTarget } from './mergeTargets';
import type { TargetRow } from './parseTargetsCsv';

const PAGE = 500;
/** Entities of one campaign; more is a mistake in a filter. */
export const MOST_TARGETS = 10_000;

/** Whom is asked. */
type Sources = {
  catalog: CatalogService;
  repositories: RepositoryResolver;
  tierAnnotation: string;
};

/** Whose eyes read, and until when. */
type Reading = { credentials: BackstageCredentials; signal?: AbortSignal };

/** More entities than a campaign can have. */
export class TooManyTargets extends Error {}

/**
 * Looks up everything that a campaign is about, as the caller may read it:
 * what filters find, what is named, and the rows of a file. What cannot be
 * found stays, with its problem.
 *
 * @throws TooManyTargets
 */
export async function findTargets(
  deps: Sources,
  asked: CampaignTargets & { rows: TargetRow[] },
  options: Reading,
): Promise<FoundTarget[]> {
  const { catalog } = deps;
  const excluded = new Set((asked.excludeEntityRefs ?? []).map(normalRef));
  const toTarget = (ref: string, entity: Entity | undefined): FoundTarget =>
    described(deps, { ref, entity, excluded: excluded.has(ref) });

  const found: FoundTarget[] = [];
  const add = (target: FoundTarget) => {
    if (found.length >= MOST_TARGETS) {
      throw new TooManyTargets(
        `The filters find more than ${MOST_TARGETS} entities.`,
      );
    }
    found.push(target);
  };
  const rowsWithRef = asked.rows.filter(row => row.entityRef !== undefined);
  const named = [
    ...(asked.entityRefs ?? []),
    ...rowsWithRef.map(row => row.entityRef ?? ''),
  ].map(normalRef);
  const entities = await readEntities(catalog, [...new Set(named)], options);
  for (const row of asked.rows) {
    add(ofRow(row));
  }
  for (const ref of asked.entityRefs ?? []) {
    add(toTarget(normalRef(ref), entities.get(normalRef(ref))));
  }
  if (asked.filter?.length) {
    for await (const entity of queryAll(catalog, asked.filter, options)) {
      add(toTarget(stringifyEntityRef(entity), entity));
    }
  }
  return found;

  function ofRow(row: TargetRow): FoundTarget {
    const { repoUrl, entityRef, problem } = row;
    const own = { row: row.row, parameters: row.parameters };
    const ref = entityRef === undefined ? undefined : normalRef(entityRef);
    const target =
      ref === undefined
        ? { excluded: false }
        : toTarget(ref, entities.get(ref));
    if (problem || (ref !== undefined && !target.facts)) {
      return { ...target, ...(problem && { problem }), ...own };
    }
    if (repoUrl === undefined) {
      return { ...target, ...own };
    }
    const { problem: unknown, ...known } = target;
    return { ...known, ...deps.repositories.fromUrl(repoUrl), ...own };
  }
}

/** What some components are now; those that are gone are missing. */
export async function describeEntities(
  deps: Sources,
  refs: string[],
  options: Reading,
): Promise<Map<string, FoundTarget>> {
  const entities = await readEntities(deps.catalog, refs, options);
  return new Map(
    [...entities].map(([ref, entity]) => [
      ref,
      described(deps, { ref, entity, excluded: false }),
    ]),
  );
}

function described(
  deps: { repositories: RepositoryResolver; tierAnnotation: string },
  target: { ref: string; entity: Entity | undefined; excluded: boolean },
): FoundTarget {
  const { ref, entity, excluded } = target;
  if (!entity) {
    return { entityRef: ref, problem: notFound(ref), excluded };
  }
  const facts = readEntityFacts(entity, deps);
  return {
    entityRef: ref,
    facts,
    ...deps.repositories.fromEntity(entity, facts.entityRef),
    excluded,
  };
}

/** Some entities, as the caller may read them; the others are missing. */
export async function readEntities(
  catalog: CatalogService,
  refs: string[],
  { credentials, signal }: Reading,
): Promise<Map<string, Entity>> {
  const entities = new Map<string, Entity>();
  for (let from = 0; from < refs.length; from += PAGE) {
    signal?.throwIfAborted();
    const entityRefs = refs.slice(from, from + PAGE);
    const { items } = await askCatalog(() =>
      catalog.getEntitiesByRefs({ entityRefs }, { credentials }),
    );
    items.forEach((entity, index) => {
      if (entity) {
        entities.set(entityRefs[index], entity);
      }
    });
  }
  return entities;
}

async function* queryAll(
  catalog: CatalogService,
  filter: NonNullable<CampaignTargets['filter']>,
  { credentials, signal }: Reading,
): AsyncGenerator<Entity> {
  let cursor: string | undefined;
  do {
    signal?.throwIfAborted();
    const from: string | undefined = cursor;
    const { items, pageInfo } = await askCatalog(() =>
      catalog.queryEntities(
        from === undefined
          ? {
              filter,
              limit: PAGE,
              orderFields: [{ field: 'metadata.name', order: 'asc' }],
            }
          : { cursor: from, limit: PAGE },
        { credentials },
      ),
    );
    yield* items;
    cursor = pageInfo.nextCursor;
  } while (cursor !== undefined);
}

/** As the catalog writes it; a text that is no reference stays as it is. */
function normalRef(ref: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref.trim(), {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return ref.trim();
  }
}

function notFound(ref: string): Reason {
  return {
    code: 'entity-not-found',
    message: `There is no entity '${ref}' that you may read.`,
    nextStep: 'Correct the reference, or take it out.',
    field: 'targets',
  };
}
