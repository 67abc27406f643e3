import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef, templateRouteRef } from '../routes';

/** The address of a template's page. */
export function useTemplateLink(): (ref: string) => string {
  const link = useRouteRef(templateRouteRef);
  return ref => {
    const { namespace, name } = parseEntityRef(ref);
    return link({ namespace, name });
  };
}

/** The address of the list of tasks, narrowed. */
export function useTaskListLink(): (
  filters: Record<string, string | string[]>,
) => string {
  const link = useRouteRef(rootRouteRef);
  return filters => {
    const params = new URLSearchParams();
    for (const [name, values] of Object.entries(filters)) {
      [values].flat().forEach(value => params.append(name, value));
    }
    return `${link()}?${params}`;
  };
}
