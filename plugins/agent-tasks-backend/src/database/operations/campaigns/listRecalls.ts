import type { Knex } from 'knex';
import { primaryPull } from '../../../review/primaryPull';
import type { CampaignTargetRow, PullRequestRow, TaskRow } from '../../rows';

/** A target whose task may be taken back. */
export type RecallTarget = CampaignTargetRow & {
  phase: TaskRow['phase'];
  /** Nothing was sent yet: it is withdrawn. */
  unsent: boolean;
  identityId: string | null;
  pull?: PullRequestRow;
};

/** Targets with tasks, of a wave or of all, in their order. */
export async function listRecalls(
  db: Knex,
  options: {
    campaignId: string;
    wave?: number;
    pending?: boolean;
    limit?: number;
  },
): Promise<RecallTarget[]> {
  const { campaignId, wave, pending, limit } = options;
  const query = db('campaign_targets as g')
    .join('agent_tasks as t', 't.id', 'g.task_id')
    .where('g.campaign_id', campaignId)
    .orderBy(['g.wave', 'g.position'])
    .select<(RecallTarget & { attempt: number })[]>(
      'g.*',
      't.phase',
      { identityId: 't.identity_id', attempt: 't.attempt_number' },
      db.raw("(t.launch_state in ('queued', 'awaiting_approval')) as unsent"),
    );
  if (wave !== undefined) {
    query.where('g.wave', wave);
  }
  if (pending) {
    query.where('g.recall_state', 'pending');
  }
  if (limit !== undefined) {
    query.limit(limit);
  }
  const targets = await query;
  const pulls = await db('pull_requests')
    .whereRaw('task_id = any(?)', [targets.flatMap(each => each.task_id ?? [])])
    .whereNotNull('number');
  return targets.map(target => {
    const pull = primaryPull(
      pulls.filter(
        each =>
          each.task_id === target.task_id &&
          each.attempt_number === target.attempt,
      ),
    );
    return { ...target, ...(pull && { pull }) };
  });
}
