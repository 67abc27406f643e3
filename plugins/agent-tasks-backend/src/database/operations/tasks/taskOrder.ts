import type { ListTasksQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** How a list is sorted. */
export type TaskSort = NonNullable<ListTasksQuery['sort']>;

/** A key in SQL, how it is written in a cursor, and how it is read back. */
export type TaskOrder = {
  /** Absent where `seq` alone is the key. */
  key?: { sql: string; toText: string; fromText: string };
  direction: 'asc' | 'desc';
};

// microseconds survive as text; a JavaScript date would drop them
const phaseSince = {
  sql: 'phase_since',
  toText: 'phase_since::text',
  fromText: '?::timestamptz',
};
const title = { sql: 'title', toText: 'title', fromText: '?::text' };
// the expression of the index agent_tasks_attention_idx
const rank = `(case phase when 'needs-attention' then 3 when 'awaiting-approval' then 3 when 'running' then 2 when 'launching' then 2 when 'queued' then 2 when 'in-review' then 2 else 1 end)`;

// a tier reads like a number: 1 before 2 before 10, and none comes last
const review = `(case when tier is null then '9' else '1' || lpad(length(tier)::text, 3, '0') || tier end || ' ' || to_char(phase_since at time zone 'utc', 'YYYYMMDDHH24MISSUS')) collate "C"`;

/**
 * The sorts of the list, each made unique by `seq`. `seq` grows with
 * `created_at`, never changes, and so pages of these sorts are stable while
 * rows are added; a row whose phase changes may move between pages of the
 * other two.
 */
export const taskOrders: Record<TaskSort, TaskOrder> = {
  '-createdAt': { direction: 'desc' },
  createdAt: { direction: 'asc' },
  '-phaseSince': { key: phaseSince, direction: 'desc' },
  phaseSince: { key: phaseSince, direction: 'asc' },
  title: { key: title, direction: 'asc' },
  '-title': { key: title, direction: 'desc' },
  attention: {
    key: { sql: rank, toText: `${rank}::text`, fromText: '?::integer' },
    direction: 'desc',
  },
  review: {
    key: { sql: review, toText: review, fromText: '?::text' },
    direction: 'asc',
  },
};
