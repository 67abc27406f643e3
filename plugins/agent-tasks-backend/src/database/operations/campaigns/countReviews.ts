import type { Knex } from 'knex';

/** Pull requests of agents, whatever they belong to. */
export type ReviewCount = { open: number; drafts: number };

/**
 * Counts the pull requests of agents that each of some owners has to review:
 * those of its components, and those that its teams were asked about.
 */
export async function countReviews(
  db: Knex,
  owners: { ref: string; teams: string[] }[],
): Promise<(ref: string) => ReviewCount> {
  const { rows } = await db.raw<{ rows: (ReviewCount & { ref: string })[] }>(
    `select o.ref, count(*) filter (where p.state = 'open')::int as open,
       count(*) filter (where p.state = 'draft')::int as drafts
     from pull_requests p
     join agent_tasks t
       on t.id = p.task_id and t.attempt_number = p.attempt_number
     join jsonb_to_recordset(?::jsonb) as o(ref text, teams jsonb)
       on lower(t.owner_ref) = lower(o.ref)
       or exists (
         select 1 from jsonb_array_elements_text(p.requested_reviewers) as asked(name)
         join jsonb_array_elements_text(o.teams) as team(name)
           on lower(team.name) = lower(asked.name))
     where p.state in ('draft', 'open')
     group by 1`,
    [JSON.stringify(owners.map(({ ref, teams }) => ({ ref, teams })))],
  );
  const counts = new Map(
    rows.map(({ ref, open, drafts }) => [ref, { open, drafts }]),
  );
  return ref => counts.get(ref) ?? { open: 0, drafts: 0 };
}
