import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import {
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';

/** Relates an entity to the group or user of its `spec.owner`, both ways. */
export function emitOwner(entity: Entity, emit: CatalogProcessorEmit): void {
  const source = getCompoundEntityRef(entity);
  const target = parseEntityRef(String(entity.spec?.owner), {
    defaultKind: 'Group',
    defaultNamespace: source.namespace,
  });
  emit(processingResult.relation({ source, type: RELATION_OWNED_BY, target }));
  emit(
    processingResult.relation({
      source: target,
      type: RELATION_OWNER_OF,
      target: source,
    }),
  );
}
