import type { Knex } from 'knex';
import type { PullPatch } from '../../../review/decidePull';
import type { PullRequestRow } from '../../rows';

/** Writes what readings changed for a batch of pull requests: one statement. */
export async function updatePulls(
  tx: Knex.Transaction,
  patches: Map<PullRequestRow, PullPatch>,
): Promise<void> {
  if (!patches.size) {
    return;
  }
  await tx.raw(
    `update pull_requests p set
       global_id = v.global_id, number = v.number, url = v.url,
       title = v.title, state = v.state, is_draft = v.is_draft,
       checks = v.checks, review_decision = v.review_decision,
       head_ref = v.head_ref, additions = v.additions,
       deletions = v.deletions, changed_files = v.changed_files,
       merged_at = v.merged_at, merge_commit = v.merge_commit,
       github_updated_at = v.github_updated_at, read_at = v.read_at,
       next_look_at = v.next_look_at, head_sha = v.head_sha,
       mergeable = v.mergeable, workflows_waiting = v.workflows_waiting,
       requested_reviewers = v.requested_reviewers, reviews = v.reviews
     from jsonb_to_recordset(?::jsonb) as v(
       task_id uuid, database_id text, global_id text, number int, url text,
       title text, state text, is_draft boolean, checks text,
       review_decision text, head_ref text, additions int, deletions int,
       changed_files int, merged_at timestamptz, merge_commit text,
       github_updated_at timestamptz, read_at timestamptz,
       next_look_at timestamptz, head_sha text, mergeable text, workflows_waiting boolean,
       requested_reviewers jsonb, reviews jsonb)
     where p.task_id = v.task_id and p.database_id = v.database_id`,
    JSON.stringify([...patches].map(([row, patch]) => ({ ...row, ...patch }))),
  );
}
