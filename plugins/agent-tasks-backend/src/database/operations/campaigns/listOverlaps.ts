import type { Knex } from 'knex';
import type { RepositoryName } from '../../../identities/IdentityRegistry';
import type { CampaignRow } from '../../rows';
import { statusSql } from './statusSql';

/** Another campaign, and how far its target is. */
export type Overlap = Pick<CampaignRow, 'id' | 'title' | 'state'> & {
  status: string;
};

/**
 * Other campaigns that are planned or under way and have a target in a
 * repository that has not ended; the latest first.
 */
export async function listOverlaps(
  db: Knex,
  options: {
    repository: RepositoryName;
    exceptCampaignId: string;
    limit: number;
  },
): Promise<Overlap[]> {
  const { repository, exceptCampaignId, limit } = options;
  const { rows } = await db.raw<{ rows: Overlap[] }>(
    `select id, title, state, status from (
       select distinct on (c.id) c.id, c.title, c.state, c.seq,
         ${statusSql} as status
       from campaign_targets g
       join campaigns c on c.id = g.campaign_id
       left join agent_tasks t on t.id = g.task_id
       where lower(g.host) = lower(:host)
         and lower(g.repository_owner) = lower(:owner)
         and lower(g.repository_name) = lower(:name)
         and c.id <> :exceptCampaignId::uuid
         and c.state in ('planned', 'running', 'paused')
         and g.wave is not null
         and (${statusSql}) not in
           ('excluded', 'refused', 'done', 'done-without-change', 'failed', 'withdrawn')
       order by c.id, g.position
     ) as overlap
     order by seq desc limit :limit`,
    { ...repository, exceptCampaignId, limit },
  );
  return rows;
}
