import type { Knex } from 'knex';
import type { TaskRow } from '../../rows';

/** A followed task as a sweep meets it. */
export type FollowedTask = Pick<
  TaskRow,
  | 'id'
  | 'repository_owner'
  | 'repository_name'
  | 'agent_state'
  | 'github_updated_at'
  | 'head_ref'
> & { github_task_id: string };

/** Ours among the tasks of a list. */
export async function findFollowed(
  db: Knex,
  githubTaskIds: string[],
): Promise<FollowedTask[]> {
  if (!githubTaskIds.length) {
    return [];
  }
  return (await db('agent_tasks')
    .whereIn('github_task_id', githubTaskIds)
    .where('launch_state', 'launched')
    .select(
      'id',
      'repository_owner',
      'repository_name',
      'agent_state',
      'github_updated_at',
      'head_ref',
      'github_task_id',
    )) as FollowedTask[];
}
