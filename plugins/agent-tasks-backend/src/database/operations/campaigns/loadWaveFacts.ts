import type { Knex } from 'knex';
import type { WaveFacts } from '../../../campaigns/waves/judgeGate';

/** Facts of a wave but for who has confirmed it. */
export type StoredWaveFacts = Omit<WaveFacts, 'confirmed'>;

/**
 * What is known of the outcomes of some campaigns, by campaign and wave.
 *
 * @param options - `undecided`: only of waves whose gate is still to be judged
 */
export async function loadWaveFacts(
  db: Knex,
  campaignIds: string[],
  { undecided = false }: { undecided?: boolean } = {},
): Promise<(campaignId: string, wave: number) => StoredWaveFacts> {
  const { rows } = await db.raw<{
    rows: (Omit<StoredWaveFacts, 'outcomesAt'> & {
      campaignId: string;
      wave: number;
      outcomesAt: string[] | null;
    })[];
  }>(
    `select g.campaign_id as "campaignId", g.wave,
       count(*) filter (where t.phase is distinct from 'withdrawn')::int as targets,
       count(*) filter (where t.phase = 'done')::int as merged,
       count(*) filter (where t.phase = 'done-without-change' and t.pull_state = 'closed')::int as closed,
       count(*) filter (where t.phase = 'failed')::int as failed,
       count(*) filter (where t.phase = 'done-without-change' and t.pull_state is distinct from 'closed')::int as "withoutChange",
       count(*) filter (where p.checks in ('success', 'failure'))::int as checked,
       count(*) filter (where p.checks = 'success')::int as "checksGreen",
       json_agg(t.phase_since order by t.phase_since)
         filter (where t.phase in ('done', 'done-without-change', 'failed')) as "outcomesAt",
       clock_timestamp() as now
     from campaign_targets g
     left join agent_tasks t on t.id = g.task_id
     left join lateral (
       select checks from pull_requests p
       where p.task_id = t.id and p.attempt_number = t.attempt_number
         and p.number is not null
       order by p.number desc limit 1
     ) p on true
     where g.campaign_id = any(:campaignIds) and g.wave is not null
       and (not :undecided or (g.campaign_id, g.wave) in (
         select campaign_id, number from campaign_waves
         where campaign_id = any(:campaignIds) and state in ('open', 'held')))
       and g.excluded_at is null and (g.task_id is not null or g.verdict <> 'refused')
       -- who has been put off holds nobody up
       and (g.task_id is not null or g.deferred_until is null
         or g.deferred_until <= clock_timestamp())
     group by 1, 2`,
    { campaignIds, undecided },
  );
  const byWave = new Map(
    rows.map(({ campaignId, wave, outcomesAt, ...counts }) => [
      `${campaignId} ${wave}`,
      {
        ...counts,
        outcomesAt: (outcomesAt ?? []).map(text => new Date(text)),
      },
    ]),
  );
  return (campaignId, wave) =>
    byWave.get(`${campaignId} ${wave}`) ?? {
      targets: 0,
      merged: 0,
      closed: 0,
      failed: 0,
      withoutChange: 0,
      checked: 0,
      checksGreen: 0,
      outcomesAt: [],
      now: new Date(),
    };
}
