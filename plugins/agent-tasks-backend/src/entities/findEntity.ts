import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { askCatalog } from './askCatalog';

/**
 * Reads an entity as the caller may read it. `component:name` and `name` are
 * taken for components of the default namespace; a text that is no reference
 * is the reference of nothing.
 */
export async function findEntity(
  catalog: CatalogService,
  entityRef: string,
  credentials: BackstageCredentials,
): Promise<{ entityRef: string; entity?: Entity }> {
  let ref: string;
  try {
    ref = stringifyEntityRef(
      parseEntityRef(entityRef, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return { entityRef };
  }
  const entity = await askCatalog(() =>
    catalog.getEntityByRef(ref, { credentials }),
  );
  return { entityRef: ref, ...(entity && { entity }) };
}
