import type { CampaignRow } from '../../database/rows';
import type { UsedVersions } from '../../templates/TemplateService';

type Pinned = Pick<CampaignRow, 'template_version_id' | 'include_ids'>;

/** Whether two campaigns make their tasks from the same words. Pure. */
export function sameTemplate(a: Pinned, b: Pinned): boolean {
  return (
    a.template_version_id === b.template_version_id &&
    a.include_ids.length === b.include_ids.length &&
    a.include_ids.every((id, index) => id === b.include_ids[index])
  );
}

/** Whether a campaign makes its tasks from these versions. Pure. */
export function usesVersions(
  campaign: Pinned,
  { version, includes }: UsedVersions,
): boolean {
  return sameTemplate(campaign, {
    template_version_id: version.id,
    include_ids: includes.map(({ id }) => id),
  });
}
