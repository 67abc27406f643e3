import type { ListTasksQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AgentTaskFilter } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import { driftSql } from '../templates/driftSql';

/** What a list is narrowed to. Values of one field are alternatives, fields add up. */
export type TaskFilters = Pick<
  ListTasksQuery,
  | 'entityRef'
  | 'owner'
  | 'tier'
  | 'repository'
  | 'template'
  | 'phase'
  | 'phaseWithinDays'
  | 'launchState'
  | 'agentState'
  | 'templateDigest'
  | 'drift'
  | 'text'
  | 'waitsFor'
  | 'reviewer'
> & {
  /** What the caller may see; everything without it. */
  visible?: PermissionCriteria<AgentTaskFilter>;
};

const columns = {
  entityRef: 'entity_ref',
  owner: 'owner_ref',
  tier: 'tier',
  template: 'template_ref',
  phase: 'phase',
  launchState: 'launch_state',
  agentState: 'agent_state',
} as const;

// what permission rules decide by
const decisive: Record<AgentTaskFilter['field'], string> = {
  requestedBy: 'requested_by',
  owner: 'owner_ref',
  tier: 'tier',
  template: 'template_ref',
  campaign: 'campaign_id',
};

// the expression of the index agent_tasks_text_idx
const searchable = `to_tsvector('simple', translate(title || ' ' || repository_owner || ' ' || repository_name || ' ' || coalesce(entity_ref, '') || ' ' || coalesce(template_ref, '') || ' ' || coalesce(ticket, ''), '/:-_.#', '      '))`;

/** Narrows a query on `agent_tasks`. */
export function applyTaskFilters(
  query: Knex.QueryBuilder,
  filters: TaskFilters,
): void {
  for (const [name, column] of Object.entries(columns)) {
    const values = filters[name as keyof typeof columns];
    if (values?.length) {
      query.whereIn(column, values);
    }
  }
  if (filters.repository?.length) {
    const names = filters.repository.map(name =>
      name.toLowerCase().split('/').slice(-3).reverse(),
    );
    query.where(builder => {
      for (const [name, owner = '', host] of names) {
        builder.orWhere(one => {
          one
            .whereRaw('lower(repository_owner) = ?', [owner])
            .whereRaw('lower(repository_name) = ?', [name]);
          if (host) {
            one.whereRaw('lower(host) = ?', [host]);
          }
        });
      }
    });
  }
  if (filters.phaseWithinDays !== undefined) {
    query.whereRaw('phase_since >= now() - make_interval(days => ?)', [
      filters.phaseWithinDays,
    ]);
  }
  if (filters.templateDigest?.length) {
    query.whereRaw(
      `agent_tasks.id in (
         select task.id from agent_tasks task
         join template_versions version on version.id = task.template_version_id
         where version.digest = any(:digests)
         union
         select include.task_id from task_includes include
         join template_versions version on version.id = include.version_id
         where version.digest = any(:digests)
       )`,
      { digests: filters.templateDigest },
    );
  }
  if (filters.drift?.length) {
    query.whereRaw(`${driftSql} = any(?)`, [filters.drift]);
  }
  if (filters.waitsFor?.length) {
    query.whereRaw(
      'agent_tasks.id in (select task_id from task_waits where kind = any(?))',
      [filters.waitsFor],
    );
  }
  if (filters.reviewer?.length) {
    query.whereRaw(
      `exists (
         select 1 from pull_requests pull
         cross join lateral jsonb_array_elements_text(pull.requested_reviewers) as asked(name)
         where pull.task_id = agent_tasks.id and pull.state in ('draft', 'open')
           and lower(asked.name) = any(?))`,
      [filters.reviewer.map(name => name.toLowerCase())],
    );
  }
  const words = searchWords(filters.text);
  if (words) {
    query.whereRaw(`${searchable} @@ to_tsquery('simple', ?)`, [words]);
  }
  if (filters.visible) {
    applyCriteria(query, filters.visible);
  }
}

/** Every word has to be there, each as the beginning of one. */
function searchWords(text: string | undefined): string | undefined {
  const words = text?.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return words?.map(word => `${word}:*`).join(' & ');
}

function applyCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<AgentTaskFilter>,
  negated = false,
): void {
  if (isNotCriteria(criteria)) {
    query.whereNot(none => applyCriteria(none, criteria.not, true));
  } else if (isAndCriteria(criteria)) {
    query.where(all => {
      // a group of nothing is left out of the query, wherever it stands
      all.whereRaw('true');
      criteria.allOf.forEach(part =>
        all.andWhere(one => applyCriteria(one, part, negated)),
      );
    });
  } else if (isOrCriteria(criteria)) {
    query.where(any => {
      any.whereRaw('false');
      criteria.anyOf.forEach(part =>
        any.orWhere(one => applyCriteria(one, part, negated)),
      );
    });
  } else {
    const column = decisive[criteria.field];
    const type = criteria.field === 'campaign' ? 'uuid[]' : 'text[]';
    const isOne = `${column} = any(?::${type})`;
    // the opposite of "null equals x" is neither true nor false: a task
    // without an owner would be hidden by a rule that does not mean it
    query.whereRaw(negated ? `coalesce(${isOne}, false)` : isOne, [
      criteria.values,
    ]);
  }
}
