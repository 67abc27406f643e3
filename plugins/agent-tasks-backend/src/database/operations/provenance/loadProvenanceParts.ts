import type { Knex } from 'knex';
import type {
  AttemptRow,
  BypassFindingRow,
  PullRequestRow,
  TemplateVersionRow,
} from '../../rows';
import type { ProvenanceTaskRow } from './listProvenance';

const attemptColumns = [
  'github_task_id',
  'github_task_url',
  'custom_agent_file',
] as const satisfies ReadonlyArray<keyof AttemptRow>;

/** What belongs to a task when it is asked where changes came from. */
export type ProvenanceParts = {
  template?: Pick<TemplateVersionRow, 'version' | 'digest' | 'title'>;
  /** Latest first. */
  pulls: PullRequestRow[];
  attempts: Pick<AttemptRow, (typeof attemptColumns)[number]>[];
  adopted: Pick<BypassFindingRow, 'github_task_id' | 'github_task_url'>[];
  /** Entity references, in the order of their approvals. */
  approvers: string[];
};

/** The parts of some tasks, in five queries. */
export async function loadProvenanceParts(
  knex: Knex,
  tasks: Pick<ProvenanceTaskRow, 'id' | 'template_version_id'>[],
): Promise<(task: (typeof tasks)[number]) => ProvenanceParts> {
  const ids = tasks.map(({ id }) => id);
  const versionIds = [
    ...new Set(tasks.flatMap(task => task.template_version_id ?? [])),
  ];
  const [versions, pulls, attempts, adopted, approvals] = await Promise.all([
    knex('template_versions')
      .whereIn('id', versionIds)
      .select('id', 'version', 'digest', 'title'),
    knex('pull_requests')
      .whereIn('task_id', ids)
      .whereNotNull('number')
      .orderBy([
        { column: 'attempt_number', order: 'desc' },
        { column: 'number', order: 'desc' },
      ]),
    knex('agent_task_attempts')
      .whereIn('task_id', ids)
      .whereNotNull('github_task_id')
      .orderBy('number')
      .select('task_id', ...attemptColumns),
    knex('bypass_findings')
      .whereIn('adopted_task_id', ids)
      .orderBy('seq')
      .select('adopted_task_id', 'github_task_id', 'github_task_url'),
    knex('audit_events')
      .whereIn('task_id', ids)
      .where({ action: 'task.approve', result: 'allowed' })
      .orderBy('id')
      .select('task_id', 'actor'),
  ]);
  const template = new Map(versions.map(row => [row.id, row]));
  const pullsOf = groupBy(pulls, row => row.task_id);
  const attemptsOf = groupBy(attempts, row => row.task_id);
  const adoptedOf = groupBy(adopted, row => row.adopted_task_id ?? '');
  const approvalsOf = groupBy(approvals, row => row.task_id ?? '');
  return ({ id, template_version_id: versionId }) => ({
    template: versionId === null ? undefined : template.get(versionId),
    pulls: pullsOf.get(id) ?? [],
    attempts: attemptsOf.get(id) ?? [],
    adopted: adoptedOf.get(id) ?? [],
    approvers: [
      ...new Set((approvalsOf.get(id) ?? []).map(({ actor }) => actor)),
    ],
  });
}

function groupBy<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) {
      group.push(row);
    } else {
      groups.set(keyOf(row), [row]);
    }
  }
  return groups;
}
