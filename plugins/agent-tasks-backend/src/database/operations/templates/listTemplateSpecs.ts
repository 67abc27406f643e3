import type { AgentTaskTemplateSpec } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { specOf } from '../../../templates/TemplateContent';

/** Specifications of some versions, by id. */
export async function listTemplateSpecs(
  db: Knex,
  ids: string[],
): Promise<Map<string, AgentTaskTemplateSpec | undefined>> {
  const rows = await db('template_versions')
    .whereIn('id', ids)
    .select('id', 'content');
  return new Map(rows.map(row => [row.id, specOf(row)]));
}
