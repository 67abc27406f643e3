import type { AgentTaskTemplateSpec } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type {
  PullRequestRow,
  PullRouteRow,
  TaskRow,
  TemplateVersionRow,
} from '../../rows';
import { specOf } from '../../../templates/TemplateContent';
import { findTemplateVersion } from '../templates/findTemplateVersion';
import { seenSql } from './routeSql';

/** Everything that the next step of a pull request is decided from. */
export type LoadedRoute = {
  task: TaskRow;
  pull: PullRequestRow;
  route: PullRouteRow;
  identityId: string;
  template?: Pick<TemplateVersionRow, 'template_ref' | 'version' | 'digest'>;
  review?: AgentTaskTemplateSpec['review'];
  /** Facts of this look, see `routeSql.ts`. */
  seen: string;
  /** Since the agent's last change. */
  quietMs: number;
  /** Of the database's clock. */
  now: Date;
};

/** @returns undefined where the pull request is none of the current attempt. */
export async function loadRoute(
  db: Knex,
  claimed: { task_id: string; database_id: string },
): Promise<LoadedRoute | undefined> {
  const key = {
    task_id: claimed.task_id,
    database_id: claimed.database_id,
  };
  const { rows } = await db.raw<{ rows: LoadedRoute[] }>(
    `select a.identity_id as "identityId", ${seenSql} as seen, clock_timestamp() as now,
       (extract(epoch from clock_timestamp() - coalesce(t.settled_at, t.github_updated_at, t.launched_at)) * 1000)::float8 as "quietMs"
     from agent_tasks t
     join pull_requests p on p.task_id = t.id and p.attempt_number = t.attempt_number
     join agent_task_attempts a on a.task_id = t.id and a.number = t.attempt_number
     where t.id = :task_id and p.database_id = :database_id`,
    key,
  );
  const [facts] = rows;
  if (!facts) {
    return undefined;
  }
  const [task, pull, route] = await Promise.all([
    db('agent_tasks').where({ id: key.task_id }).first(),
    db('pull_requests').where(key).first(),
    db('pull_routes').where(key).first(),
  ]);
  if (!task || !pull || !route) {
    return undefined;
  }
  const version =
    task.template_version_id === null
      ? undefined
      : await findTemplateVersion(db, task.template_version_id);
  const spec = version && specOf(version);
  return {
    ...facts,
    task,
    pull,
    route,
    ...(version && { template: version }),
    ...(spec?.review && { review: spec.review }),
  };
}
