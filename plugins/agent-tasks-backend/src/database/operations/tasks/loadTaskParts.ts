import type { Knex } from 'knex';
import { primaryPull } from '../../../review/primaryPull';
import type { PullRequestRow, TaskRow, TemplateVersionRow } from '../../rows';

/** What belongs to a row when it is shown. */
export type TaskParts = {
  template?: Pick<TemplateVersionRow, 'version' | 'digest' | 'title'>;
  /** The one that stands for the latest attempt, once it was read. */
  pull?: PullRequestRow;
};

/** The template versions and pull requests of some tasks, in two queries. */
export async function loadTaskParts(
  knex: Knex | Knex.Transaction,
  tasks: Array<Pick<TaskRow, 'id' | 'template_version_id' | 'attempt_number'>>,
): Promise<(task: (typeof tasks)[number]) => TaskParts> {
  const versionIds = new Set(
    tasks.flatMap(task => task.template_version_id ?? []),
  );
  const [versions, pulls] = await Promise.all([
    knex('template_versions')
      .whereIn('id', [...versionIds])
      .select('id', 'version', 'digest', 'title'),
    knex('pull_requests')
      .whereIn(
        'task_id',
        tasks.map(({ id }) => id),
      )
      .whereNotNull('number'),
  ]);
  const versionsById = new Map(versions.map(row => [row.id, row]));
  const pullsByAttempt = new Map<string, PullRequestRow[]>();
  for (const row of pulls) {
    const attempt = `${row.task_id} ${row.attempt_number}`;
    pullsByAttempt.set(attempt, [...(pullsByAttempt.get(attempt) ?? []), row]);
  }
  return task => {
    const template =
      task.template_version_id !== null
        ? versionsById.get(task.template_version_id)
        : undefined;
    const pull = primaryPull(
      pullsByAttempt.get(`${task.id} ${task.attempt_number}`) ?? [],
    );
    return { ...(template && { template }), ...(pull && { pull }) };
  };
}
