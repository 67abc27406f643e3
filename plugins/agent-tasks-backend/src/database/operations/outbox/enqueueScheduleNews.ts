import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';

/** What people are told of a schedule. */
export type ScheduleNews = {
  /** `proposed`: the catalog has a new or changed one that nobody has enabled. */
  event: 'disabled' | 'failed' | 'proposed';
  scheduleId: string;
  title: string;
  message: string;
  /** Entity references, beside the administrators where it is not `failed`. */
  to: string[];
};

/** Notes news of a schedule; told after the commit, never before. */
export async function enqueueScheduleNews(
  tx: Knex,
  news: ScheduleNews,
): Promise<void> {
  await tx('outbox').insert({
    kind: 'schedule-news',
    payload: news as JsonObject,
  });
}
