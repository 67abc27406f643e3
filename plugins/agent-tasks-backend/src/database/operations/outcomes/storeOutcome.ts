import type { Knex } from 'knex';
import { addResult } from '../../../outcomes/addResult';
import type { CheckResult } from '../../../outcomes/CheckResult';
import { judgeOutcome } from '../../../outcomes/judgeOutcome';
import { nextLookMs } from '../../../outcomes/lookSchedule';
import type { CampaignOutcomeRow } from '../../rows';

/**
 * Stores what a look has seen, judges the target by it and by what its task
 * has come to now, and ends the look.
 *
 * @returns false where the lease has ended or is another's: nothing is stored.
 */
export async function storeOutcome(
  db: Knex,
  look: {
    targetId: string;
    leaseId: string;
    seen: CheckResult;
    /** What the file said; as it was unless given. */
    file?: CampaignOutcomeRow['file'];
    intervalMs: number;
  },
): Promise<boolean> {
  const { targetId, leaseId, seen, file, intervalMs } = look;
  return await db.transaction(async tx => {
    const row = await tx('campaign_outcomes')
      .where({ target_id: targetId, lease_id: leaseId })
      .whereRaw('lease_until > clock_timestamp()')
      .forUpdate()
      .first('*', tx.raw('clock_timestamp() as now'));
    if (!row) {
      return false;
    }
    const { now } = row as unknown as { now: Date };
    const task = await tx('campaign_targets as g')
      .join('agent_tasks as t', 't.id', 'g.task_id')
      .where({ 'g.id': targetId, 't.phase': 'done' })
      .first('t.phase_since');
    const results = addResult(row.results, { ...seen, at: now });
    const failures = seen.failed ? row.failures + 1 : 0;
    const againInMs = nextLookMs({
      failures,
      met: seen.result === 'met',
      ...(task && { mergedForMs: now.getTime() - task.phase_since.getTime() }),
      intervalMs,
      random: Math.random(),
    });
    await tx('campaign_outcomes')
      .where({ target_id: targetId })
      .update({
        outcome: judgeOutcome({ merged: task !== undefined, results }),
        results: JSON.stringify(results) as never,
        ...(file !== undefined && { file: JSON.stringify(file) as never }),
        checked_at: now,
        failures,
        lease_id: null,
        lease_until: null,
        due_at: tx.raw(
          `case when due_at = lease_until
             then clock_timestamp() + ? * interval '1 ms' else due_at end`,
          [againInMs],
        ) as never,
      });
    return true;
  });
}
