import type { Knex } from 'knex';
import { INTERACTIVE_PRIORITY } from '../../../admission/priorities';

/** What the choice needs to know of a queued task. */
export type Candidate = {
  id: string;
  org: string;
  repository: string;
  owner: string | null;
  template: string | null;
  fairnessKey: string;
  priority: number;
};

/** Of more lanes a sample is looked at, so that none is always left out. */
const MOST_LANES = 500;
/** Rows of the queue that one look reads at most, over all lanes. */
const MOST_SCANNED = 10_000;
/** And from each lane at least. */
const LEAST_SCANNED = 20;
/** Candidates of one look, and from each lane at least. */
const MOST_CANDIDATES = 1_000;
const LEAST_CANDIDATES = 3;

/**
 * The heads of the queue's lanes: what is due for one organization, one
 * fairness key and one priority, in the order of waiting. An index jumps from
 * lane to lane, so that the look costs what there are lanes, not tasks.
 *
 * Not promised: that a lane whose first thousands of tasks wait for a cap
 * shows what comes behind them.
 *
 * @param look - `patterns` are case-insensitive regular expressions over
 *   `owner/name`; `full` are those that have no room left
 * @returns candidates of all lanes in the order of waiting
 */
export async function listCandidates(
  tx: Knex,
  look: {
    host: string;
    patterns: string[];
    limit: number;
    full: {
      orgs: string[];
      repositories: string[];
      owners: string[];
      templates: string[];
    };
    /** Campaigns that launch nothing now. */
    held: string[];
  },
): Promise<Candidate[]> {
  const { rows } = await tx.raw<{ rows: Candidate[] }>(
    `with recursive lane as (
       (select queue_org, fairness_key, priority from agent_tasks
        where launch_state = 'queued' and admitted_at is null
        order by queue_org, fairness_key, priority limit 1)
       union all
       select next.* from lane cross join lateral (
         select queue_org, fairness_key, priority from agent_tasks
         where launch_state = 'queued' and admitted_at is null
           and (queue_org, fairness_key, priority) > (lane.queue_org, lane.fairness_key, lane.priority)
         order by queue_org, fairness_key, priority limit 1) next
     ), served as (
       select *, least(count(*) over (), :mostLanes) as lanes from lane
       where starts_with(queue_org, lower(:host) || '/')
         and not queue_org = any(:fullOrgs::text[])
         and not fairness_key = any(:heldKeys::text[])
       order by (priority >= :interactive and random() < 0.9) desc, random()
       limit :mostLanes
     )
     select id, org, repository, owner, template, "fairnessKey", head.priority
     from served cross join lateral (
       select id, queue_org as org, queue_repository as repository,
         owner_ref as owner, template_ref as template, fairness_key as "fairnessKey", priority,
         due_at, seq
       from (
         select id, queue_org, queue_repository, owner_ref, template_ref, fairness_key,
           priority, repository_owner, repository_name, due_at, seq
         from agent_tasks task
         where launch_state = 'queued' and admitted_at is null
           and task.queue_org = served.queue_org
           and task.fairness_key = served.fairness_key
           and task.priority = served.priority
           and due_at <= statement_timestamp()
         order by due_at, seq
         limit greatest(:leastScanned, :mostScanned / served.lanes)
       ) scanned
       where (repository_owner || '/' || repository_name) ~* any(:patterns)
         and not queue_repository = any(:fullRepositories::text[])
         and (owner_ref is null or not owner_ref = any(:fullOwners::text[]))
         and (template_ref is null or not template_ref = any(:fullTemplates::text[]))
       limit least(:limit, greatest(:leastCandidates, :mostCandidates / served.lanes))
     ) head
     order by due_at, seq`,
    {
      host: look.host,
      patterns: look.patterns,
      limit: look.limit,
      fullOrgs: look.full.orgs,
      fullRepositories: look.full.repositories,
      fullOwners: look.full.owners,
      fullTemplates: look.full.templates,
      // a campaign has a lane of its own
      heldKeys: look.held.map(id => `campaign:${id}`),
      interactive: INTERACTIVE_PRIORITY,
      mostLanes: MOST_LANES,
      mostScanned: MOST_SCANNED,
      leastScanned: LEAST_SCANNED,
      mostCandidates: MOST_CANDIDATES,
      leastCandidates: LEAST_CANDIDATES,
    },
  );
  return rows;
}
