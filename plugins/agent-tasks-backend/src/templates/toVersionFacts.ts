import type { TemplateVersionFacts } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { TemplateVersionRow } from '../database/rows';

/** A stored version as policy sees it. */
export function toVersionFacts(row: TemplateVersionRow): TemplateVersionFacts {
  return {
    ref: row.template_ref,
    title: row.title,
    version: row.version,
    digest: row.digest,
    status: row.status,
    ...(row.same_version_as !== null && {
      sameVersionAs: row.same_version_as,
    }),
  };
}
