import type { Knex } from 'knex';
import type { CampaignRow } from '../../rows';
import { statusSql } from './statusSql';

/** What an owner is told of a campaign's due date. */
export type CampaignReminderNews = {
  campaignId: string;
  title: string;
  /** Entity reference. */
  owner: string;
  /** Its targets that have not come to their end. */
  targets: number;
  /** ISO time. */
  dueAt: string;
  overdue: boolean;
};

/**
 * Notes a reminder for each owner with targets that have not come to their end
 * and who had none for this step, together with the fact to tell.
 *
 * No race: of two replicas the second waits for the key that the first has
 * written, and writes nothing. What owners have put off is not counted.
 *
 * @returns how many owners are told
 */
export async function remindOwners(
  tx: Knex.Transaction,
  reminder: {
    campaign: Pick<CampaignRow, 'id' | 'title'> & { due_at: Date };
    /** Of the step; 0 once the date has passed. */
    beforeMs: number;
  },
): Promise<number> {
  const { campaign, beforeMs } = reminder;
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `with open as (
       select lower(g.owner_ref) as owner, count(*)::int as targets
       from campaign_targets g
       left join agent_tasks t on t.id = g.task_id
       where g.campaign_id = :id and g.wave is not null
         and g.owner_ref ~* '^(user|group):'
         and (${statusSql}) not in ('excluded', 'refused', 'deferred', 'done',
           'done-without-change', 'failed', 'withdrawn')
       group by 1
     ), told as (
       insert into campaign_reminders
         (campaign_id, due_at, before_ms, owner_ref, targets, told_at)
       select :id, :dueAt::timestamptz, :beforeMs, owner, targets, clock_timestamp()
       from open
       on conflict do nothing
       returning owner_ref, targets
     )
     insert into outbox (kind, payload)
     select 'campaign-reminder', jsonb_build_object(
       'campaignId', :id::text, 'title', :title::text, 'owner', owner_ref,
       'targets', targets, 'dueAt', :dueText::text, 'overdue', :beforeMs = 0)
     from told order by owner_ref`,
    {
      id: campaign.id,
      title: campaign.title,
      dueAt: campaign.due_at,
      dueText: campaign.due_at.toISOString(),
      beforeMs,
    },
  );
  return rowCount;
}
