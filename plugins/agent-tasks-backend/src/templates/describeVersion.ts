import type { TemplateStatus } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { TemplateVersionFacts } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { VersionStatus } from '../database/operations/templates';
import type { TemplateContent } from './TemplateContent';

/**
 * Where a content stands, whether it was recorded already or would begin with
 * its first use.
 *
 * @param known - what was recorded of the template, oldest first
 */
export function describeVersion(
  content: TemplateContent,
  known: Pick<
    VersionStatus,
    'template_ref' | 'digest' | 'version' | 'status' | 'same_version_as'
  >[],
  initialStatus: TemplateStatus,
): TemplateVersionFacts {
  const { ref, title, version, digest } = content;
  const own = known.filter(row => row.template_ref === ref);
  const recorded = own.find(row => row.digest === digest);
  const sameVersionAs = recorded
    ? recorded.same_version_as
    : own.find(row => row.version === version)?.digest;
  return {
    ref,
    title,
    version,
    digest,
    status: recorded?.status ?? initialStatus,
    ...(sameVersionAs && { sameVersionAs }),
  };
}
