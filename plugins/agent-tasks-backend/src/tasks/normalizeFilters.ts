import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { TaskFilters } from '../database/operations/tasks/taskFilters';
import { parseTemplateRef } from '../templates/TemplateContent';

/**
 * The filters as the columns are written: whole references in lower case, and
 * without what no column can hold. A text that is no reference matches nothing.
 */
export function normalizeFilters(filters: TaskFilters): TaskFilters {
  return {
    ...filters,
    entityRef: mapAll(filters.entityRef, ref => wholeRef(ref, 'component')),
    owner: mapAll(filters.owner, ref => wholeRef(ref, 'group')),
    template: mapAll(filters.template, ref => parseTemplateRef(ref) ?? ref),
    tier: mapAll(filters.tier, tier => tier),
    repository: mapAll(filters.repository, name => name),
    reviewer: mapAll(filters.reviewer, name => name),
  };
}

function mapAll(
  values: string[] | undefined,
  map: (value: string) => string,
): string[] | undefined {
  // PostgreSQL has no text with a zero byte
  return values?.map(value => map(value.replaceAll('\0', '\uFFFD')));
}

function wholeRef(ref: string, defaultKind: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
    );
  } catch {
    return ref;
  }
}
