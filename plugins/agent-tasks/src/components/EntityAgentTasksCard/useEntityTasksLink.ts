import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityContentRouteRef, rootRouteRef } from '../../routes';

/**
 * The address of the entity's tab; an app that has none gets the tasks page,
 * narrowed to the entity.
 */
export function useEntityTasksLink(entity: Entity): string {
  const tab = useOptionalTab();
  const root = useRouteRef(rootRouteRef);
  return (
    tab ??
    `${root()}?entityRef=${encodeURIComponent(stringifyEntityRef(entity))}`
  );
}

function useOptionalTab(): string | undefined {
  try {
    return useRouteRef(entityContentRouteRef)();
  } catch {
    // thrown after all hooks have run: the tab is not mounted in this app
    return undefined;
  }
}
