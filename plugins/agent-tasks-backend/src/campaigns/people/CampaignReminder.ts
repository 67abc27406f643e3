import type { Knex } from 'knex';
import type { CampaignsConfig } from '../../config/CampaignsConfig';
import type { QuietHours } from '../../config/EscalationConfig';
import { appendCampaignEvent } from '../../database/operations/campaigns/appendCampaignEvent';
import { holdCampaign } from '../../database/operations/campaigns/holdCampaign';
import { remindOwners } from '../../database/operations/campaigns/remindOwners';
import { readDatabaseTime } from '../../database/operations/sqlTime';
import type { CampaignRow } from '../../database/rows';
import { quietUntil } from '../../escalation/quietUntil';
import { BROKER } from '../../launcher/actor';
import { dueStep } from './dueStep';

/**
 * Reminds the owners of targets that have not come to their end of the due
 * date. A row for each owner and step is committed with what is told, so that
 * nobody hears the same twice, whatever replicas do or when one dies.
 */
export class CampaignReminder {
  constructor(
    private readonly options: {
      database: Knex;
      reminders: CampaignsConfig['reminders'];
      quietHours?: QuietHours;
    },
  ) {}

  /** @returns how many owners are told. */
  async remind(campaign: CampaignRow): Promise<number> {
    const { database, reminders, quietHours } = this.options;
    const { id: campaignId, due_at: dueAt, started_at: startedAt } = campaign;
    if (!dueAt || !startedAt) {
      return 0;
    }
    const now = await readDatabaseTime(database);
    const step = dueStep({ dueAt, startedAt }, now, reminders);
    if (!step || (quietHours && quietUntil(now, quietHours))) {
      return 0;
    }
    return await database.transaction(async tx => {
      if ((await holdCampaign(tx, campaignId))?.state !== 'running') {
        return 0;
      }
      const owners = await remindOwners(tx, {
        campaign: { ...campaign, due_at: dueAt },
        beforeMs: step.beforeMs,
      });
      if (owners > 0) {
        await appendCampaignEvent(tx, {
          campaignId,
          kind: 'owners-reminded',
          actor: BROKER,
          data: { owners, dueAt: dueAt.toISOString() },
        });
      }
      return owners;
    });
  }
}
