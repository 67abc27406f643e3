import type { AgentTaskSession } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { SessionReading, TaskReading } from '../../../github/mapTask';
import { roundCredits } from '../../../tasks/credits';
import { decideReading, ReadingDecision } from '../../../tracker/decideReading';
import type { TaskRow } from '../../rows';
import { writeTaskChanges, TaskChange } from './writeTaskChanges';

/** No list of an identity names what somebody else has created. */
const REQUESTER_SILENT_MS = 30_000;

/** What a batch of readings did. */
export type AppliedReadings = {
  /** Tasks whose rows changed, as written. */
  changed: TaskRow[];
  /** Tasks for which a single reading is due. */
  looksDue: number;
  /** Pull requests that were not known before. */
  newPulls: number;
  unknownStates: { taskId: string; value: string }[];
};

/**
 * Applies a batch of readings to the tasks that they are of, in one
 * transaction with timeline and outbox. Readings of other tasks are ignored:
 * an account's list holds whatever its user started.
 *
 * No race: rows are locked in the order of their ids while the decision is
 * made, and a reading is matched by GitHub's task id, which a retry clears.
 */
export async function applyReadings(
  tx: Knex.Transaction,
  options: { readings: TaskReading[]; now: Date; silentAfterMs: number },
): Promise<AppliedReadings> {
  const { readings, now, silentAfterMs } = options;
  const result: AppliedReadings = {
    changed: [],
    looksDue: 0,
    newPulls: 0,
    unknownStates: [],
  };
  if (!readings.length) {
    return result;
  }
  const rows = await tx('agent_tasks')
    .whereIn(
      'github_task_id',
      readings.map(({ id }) => id),
    )
    .where('launch_state', 'launched')
    .orderBy('id')
    .forUpdate();
  const applied: Applied[] = [];
  for (const row of rows) {
    let current = row;
    let last: Applied | undefined;
    for (const reading of readings.filter(r => r.id === row.github_task_id)) {
      const decision = decideReading(current, reading, {
        now,
        silentAfterMs: row.as_requester
          ? Math.min(silentAfterMs, REQUESTER_SILENT_MS)
          : silentAfterMs,
      });
      if (decision.kind === 'unknown-state') {
        result.unknownStates.push({ taskId: row.id, value: decision.value });
      } else if (decision.kind === 'apply') {
        current = { ...current, ...decision.patch };
        last = { row, reading, decision: merge(last?.decision, decision) };
      }
    }
    if (last) {
      applied.push(last);
    }
  }
  if (!applied.length) {
    return result;
  }
  result.newPulls = await insertPulls(tx, applied, now);
  await updateAttempts(tx, applied);
  result.changed = await writeTaskChanges(tx, applied.map(toChange(now)));
  await hastenKnownPulls(tx, applied, now);
  result.looksDue = applied.filter(
    ({ decision: { patch } }) =>
      patch.next_look_at && patch.next_look_at <= now,
  ).length;
  return result;
}

type Apply = Extract<ReadingDecision, { kind: 'apply' }>;
type Applied = { row: TaskRow; reading: TaskReading; decision: Apply };

function merge(before: Apply | undefined, next: Apply): Apply {
  return before
    ? {
        ...next,
        visible: before.visible || next.visible,
        detail: next.detail ?? before.detail,
        story: next.story ?? before.story,
      }
    : next;
}

function toChange(now: Date) {
  return ({ row, decision }: Applied): TaskChange => ({
    before: row,
    patch: { ...decision.patch, read_at: now },
    visible: decision.visible,
    usageChanged: decision.detail !== undefined,
    timeline: decision.story
      ? [{ kind: 'agent-state', actor: 'github', data: decision.story }]
      : [],
  });
}

async function insertPulls(
  tx: Knex.Transaction,
  applied: Applied[],
  now: Date,
): Promise<number> {
  const pulls = applied.flatMap(({ row, reading, decision }) =>
    reading.pulls.map(pull => ({
      task_id: row.id,
      attempt_number: row.attempt_number,
      database_id: pull.databaseId,
      global_id: pull.globalId ?? null,
      head_ref: decision.patch.head_ref,
      next_look_at: now,
    })),
  );
  if (!pulls.length) {
    return 0;
  }
  const inserted = await tx('pull_requests')
    .insert(pulls)
    .onConflict(['task_id', 'database_id'])
    .ignore()
    .returning('database_id');
  return inserted.length;
}

async function updateAttempts(tx: Knex.Transaction, applied: Applied[]) {
  await tx.raw(
    `update agent_task_attempts a set
       agent_state = v.agent_state,
       settled_at = v.settled_at,
       failure_class = v.failure_class,
       failure_message = v.failure_message,
       github_task_url = coalesce(v.github_task_url, a.github_task_url),
       sessions = coalesce(v.sessions, a.sessions),
       credits_nano = case when v.sessions is null then a.credits_nano else v.credits_nano end,
       premium_requests = case when v.sessions is null then a.premium_requests else v.premium_requests end
     from jsonb_to_recordset(?::jsonb) as v(
       task_id uuid, number int, agent_state text, settled_at timestamptz,
       failure_class text, failure_message text, github_task_url text,
       sessions jsonb, credits_nano numeric, premium_requests numeric)
     where a.task_id = v.task_id and a.number = v.number`,
    JSON.stringify(
      applied.map(({ row, decision: { patch, detail } }) => ({
        task_id: row.id,
        number: row.attempt_number,
        agent_state: patch.agent_state,
        settled_at: patch.settled_at,
        failure_class: patch.failure_class,
        failure_message: patch.failure_message,
        github_task_url: patch.github_task_url,
        ...(detail && {
          sessions: detail.sessions.map(toSession),
          // strings: a JSON number would round them
          credits_nano: detail.creditsNano,
          premium_requests: detail.premiumRequests,
        }),
      })),
    ),
  );
}

/** What the agent does shows in its pull request: read it anew. */
async function hastenKnownPulls(
  tx: Knex.Transaction,
  applied: Applied[],
  now: Date,
) {
  const moved = applied.filter(({ decision }) => decision.story);
  if (moved.length) {
    await tx('pull_requests')
      .whereIn(
        'task_id',
        moved.map(({ row }) => row.id),
      )
      .where('next_look_at', '>', now)
      .update({ next_look_at: now });
  }
}

function toSession(session: SessionReading): AgentTaskSession {
  return {
    id: session.id,
    name: session.name,
    // a reading with a state that is not known is never applied
    state: session.state ?? 'queued',
    createdAt: session.createdAt.toISOString(),
    completedAt: session.completedAt?.toISOString(),
    model: session.model,
    credits: session.creditsNano
      ? roundCredits(session.creditsNano)
      : undefined,
    headRef: session.headRef,
    error: session.error,
  };
}
