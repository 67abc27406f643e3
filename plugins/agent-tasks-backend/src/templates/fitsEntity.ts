import type { AgentTaskTemplateSpec } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';

/**
 * Whether a template is meant for an entity: each list that `appliesTo` gives
 * has to match, kinds, types and tags with any of their items, annotations
 * with all.
 */
export function fitsEntity(
  appliesTo: AgentTaskTemplateSpec['appliesTo'],
  entity: Entity,
): boolean {
  const { kinds, types, tags, annotations } = appliesTo ?? {};
  const type = String(entity.spec?.type ?? '').toLowerCase();
  const entityTags = entity.metadata.tags ?? [];
  return (
    anyOf(kinds, kind => kind.toLowerCase() === entity.kind.toLowerCase()) &&
    anyOf(types, wanted => wanted.toLowerCase() === type) &&
    anyOf(tags, tag => entityTags.includes(tag)) &&
    (annotations ?? []).every(name => entity.metadata.annotations?.[name])
  );
}

function anyOf(
  list: string[] | undefined,
  matches: (item: string) => boolean,
): boolean {
  return !list?.length || list.some(matches);
}
