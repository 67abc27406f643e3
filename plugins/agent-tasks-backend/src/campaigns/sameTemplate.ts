import type { CampaignRow } from '../database/rows';

type Pinned = Pick<CampaignRow, 'template_version_id' | 'include_ids'>;

/** Whether two campaigns make their tasks from the same words. Pure. */
export function sameTemplate(a: Pinned, b: Pinned): boolean {
  return (
    a.template_version_id === b.template_version_id &&
    a.include_ids.length === b.include_ids.length &&
    a.include_ids.every((id, index) => id === b.include_ids[index])
  );
}
