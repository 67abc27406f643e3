import type { Knex } from 'knex';

/** Open pull requests of agents that wait for a person, by login in lower case. */
export async function countAsked(
  db: Knex,
  logins: string[],
): Promise<Map<string, number>> {
  if (!logins.length) {
    return new Map();
  }
  const { rows } = await db.raw<{ rows: { login: string; pulls: number }[] }>(
    `select lower(asked.login) as login, count(*)::int as pulls
     from pull_requests p
     cross join lateral jsonb_array_elements_text(p.requested_reviewers) as asked(login)
     where p.state in ('draft', 'open') and lower(asked.login) = any(?)
     group by 1`,
    [logins.map(login => login.toLowerCase())],
  );
  return new Map(rows.map(({ login, pulls }) => [login, pulls]));
}
