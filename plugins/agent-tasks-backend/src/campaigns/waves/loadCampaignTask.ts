import type { Knex } from 'knex';
import {
  findTemplateVersion,
  loadVersions,
} from '../../database/operations/templates';
import type { CampaignRow } from '../../database/rows';
import type { CampaignTask } from '../../tasks/submitTask';
import { contentOf } from '../../templates/TemplateContent';
import { toVersionFacts } from '../../templates/toVersionFacts';

/** The template of a campaign as it was planned, with where it stands now. */
export async function loadCampaignTask(
  db: Knex,
  campaign: Pick<CampaignRow, 'id' | 'template_version_id' | 'include_ids'>,
): Promise<CampaignTask> {
  const [version, includes] = await Promise.all([
    findTemplateVersion(db, campaign.template_version_id),
    loadVersions(db, campaign.include_ids),
  ]);
  if (!version) {
    throw new Error(`The template of campaign ${campaign.id} is gone`);
  }
  return {
    campaignId: campaign.id,
    used: { version, includes },
    known: {
      template: {
        ...contentOf(version),
        includes: includes.map(contentOf),
        missingIncludes: [],
      },
      templateVersions: [version, ...includes].map(toVersionFacts),
    },
  };
}
