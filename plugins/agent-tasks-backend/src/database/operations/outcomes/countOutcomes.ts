import type { Knex } from 'knex';

/** Targets of a campaign that take part, by outcome. */
export async function countOutcomes(
  db: Knex,
  campaignId: string,
): Promise<Record<string, number>> {
  const { rows } = await db.raw<{ rows: { outcome: string; count: number }[] }>(
    `select o.outcome, count(*)::int as count
     from campaign_outcomes o join campaign_targets g on g.id = o.target_id
     where g.campaign_id = ? and g.excluded_at is null
       and (g.task_id is not null or g.verdict <> 'refused')
     group by 1`,
    [campaignId],
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}
