import type { Knex } from 'knex';
import type { RepositoryName } from '../../../identities/IdentityRegistry';
import type { TaskRow } from '../../rows';

/** A task with its pull request, where it has one. */
export type OpenTask = Pick<
  TaskRow,
  'id' | 'title' | 'phase' | 'requested_by' | 'campaign_id'
> & { pull_number: number | null; pull_url: string | null };

/**
 * Tasks with an open pull request in a repository, or on their way to one, but
 * for those of a campaign; the oldest first.
 *
 * The conditions are those of {@link countOpenTasks}.
 */
export async function listOpenTasks(
  db: Knex,
  options: {
    repository: RepositoryName;
    exceptCampaignId: string;
    limit: number;
  },
): Promise<OpenTask[]> {
  const { repository, exceptCampaignId, limit } = options;
  const { host, owner, name } = repository;
  const { rows } = await db.raw<{ rows: OpenTask[] }>(
    `select t.id, t.title, t.phase, t.requested_by, t.campaign_id,
       p.number as pull_number, p.url as pull_url
     from agent_tasks t
     left join lateral (
       select number, url from pull_requests p
       where p.task_id = t.id and p.attempt_number = t.attempt_number
         and p.number is not null
       order by number desc limit 1
     ) p on true
     where t.queue_repository = :key
       and t.campaign_id is distinct from :exceptCampaignId::uuid
       and (t.pull_state in ('draft', 'open')
         or (t.create_pull_request and t.pull_state is null and t.settled_at is null
           and t.launch_state in ('queued', 'launching', 'launch_unknown', 'launched')))
     order by t.seq limit :limit`,
    {
      key: `${host}/${owner}/${name}`.toLowerCase(),
      exceptCampaignId,
      limit,
    },
  );
  return rows;
}
