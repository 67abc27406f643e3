import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** What the broker reads from an entity. */
export type EntityFacts = {
  entityRef: string;
  entity: Entity;
  /** Entity reference. */
  owner?: string;
  tier?: string;
  migrationTarget?: string;
};

/** Reads owner, tier and migration target of an entity. */
export function readEntityFacts(
  entity: Entity,
  options: { tierAnnotation: string },
): EntityFacts {
  const owner = readOwner(entity);
  const tier =
    readAnnotation(entity, options.tierAnnotation) ??
    entity.metadata.labels?.[options.tierAnnotation];
  const migrationTarget = readAnnotation(
    entity,
    agentTasksAnnotations.migrationTarget,
  );
  return {
    entityRef: stringifyEntityRef(entity),
    entity,
    ...(owner && { owner }),
    ...(tier && { tier }),
    ...(migrationTarget && { migrationTarget }),
  };
}

/** An annotation with something in it. */
export function readAnnotation(
  entity: Entity,
  name: string,
): string | undefined {
  return entity.metadata.annotations?.[name]?.trim() || undefined;
}

function readOwner(entity: Entity): string | undefined {
  const related = entity.relations?.find(
    ({ type }) => type === RELATION_OWNED_BY,
  );
  if (related) {
    return stringifyEntityRef(parseEntityRef(related.targetRef));
  }
  // an entity that was registered a moment ago has no relations yet
  const owner = entity.spec?.owner;
  if (typeof owner !== 'string' || !owner) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'group',
        defaultNamespace: getCompoundEntityRef(entity).namespace,
      }),
    );
  } catch {
    return undefined;
  }
}
