import type {
  CampaignAddedTarget,
  CampaignJoinedTarget,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { optional } from '../../json/optional';
import { targetRepository } from './targetRepository';
import type { JudgedTarget } from './judgeTargets';
import type { MergedTarget } from './mergeTargets';

/** What could be added, or why it cannot, as pages show it. */
export function toJoined(target: MergedTarget): CampaignJoinedTarget {
  const { key, repository, entityRefs, row, facts, problem } = target;
  return {
    key,
    ...optional('repository', repository),
    entityRefs,
    ...optional('row', row),
    ...optional('owner', facts?.owner),
    ...optional('tier', facts?.tier),
    ...optional('problem', problem),
  };
}

/** What is, or would be, added, with policy's word. */
export function toAdded(row: JudgedTarget): CampaignAddedTarget {
  return {
    key: row.target_key,
    ...optional('repository', targetRepository(row)),
    entityRefs: row.entity_refs,
    ...optional('row', row.csv_row),
    ...optional('owner', row.owner_ref),
    ...optional('tier', row.tier),
    verdict: row.verdict,
    reasons: row.reasons,
  };
}
