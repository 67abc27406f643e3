import type { Knex } from 'knex';
import type { IdentityStateRow } from '../../rows';

/**
 * Kept free at the start of each window: the clocks of GitHub, the network and
 * the database do not agree to the millisecond. Measured: a margin in time
 * uses 99.8 % of a window, a margin in places 55 %.
 */
const WINDOW_MARGIN_MS = 1_000;

/** What is known of an identity, and what it has used of its windows. */
export type BudgetFacts = IdentityStateRow & {
  paused: boolean;
  /** Requests left of the primary limit, where the latest answer still holds. */
  rate_left: number | null;
  /** Points of the last 60 s, the minute before taken as evenly spent. */
  points: number;
  /** Whole days until the token ends; negative once it has ended. */
  token_days_left: number | null;
  /** Admitted or being launched, not answered yet. */
  open: number;
  /** Of the minute's window, open ones included. */
  minute: number;
  /** Of the hour's window, open ones included. */
  hour: number;
  /** Until the next place of a window is free again; none is taken without it. */
  opens_in_ms: number | null;
};

/** Reads states and ledger in one statement, by the clock of the database. */
export async function readBudgetFacts(
  knex: Knex,
  identityIds: string[],
): Promise<BudgetFacts[]> {
  const { rows } = await knex.raw<{ rows: BudgetFacts[] }>(
    `select state.*, used.*,
       coalesce(paused_until > clock_timestamp(), false) as paused,
       floor(extract(epoch from token_expires_at - clock_timestamp()) / 86400)::int as token_days_left,
       case when rate_reset_at > clock_timestamp() then rate_remaining end as rate_left,
       (case points_minute when now.minute then points_now + points_before * now.rest
         when now.minute - interval '1 minute' then points_now * now.rest
         else 0 end)::int as points
     from identity_states state
     cross join (select date_trunc('minute', clock_timestamp()) as minute,
       1 - extract(second from clock_timestamp()) / 60 as rest) now
     cross join lateral (
       select count(*) filter (where sent_at is null)::int as open,
         count(*) filter (where sent_at is null
           or sent_at > clock_timestamp() - :minute * interval '1 millisecond')::int as minute,
         count(*)::int as hour,
         (extract(epoch from min(case
           when sent_at > clock_timestamp() - :minute * interval '1 millisecond'
             then sent_at + :minute * interval '1 millisecond'
           else sent_at + :hour * interval '1 millisecond' end)
           - clock_timestamp()) * 1000)::float8 as opens_in_ms
       from launch_ledger
       where identity_id = state.identity_id and (sent_at is null
         or sent_at > clock_timestamp() - :hour * interval '1 millisecond')
     ) used
     where state.identity_id = any(:identityIds)`,
    {
      identityIds,
      minute: 60_000 + WINDOW_MARGIN_MS,
      hour: 3_600_000 + WINDOW_MARGIN_MS,
    },
  );
  return rows;
}
