import { revealHidden } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { nameOf } from '../approvals/nameOf';
import type { LoadedRoute } from '../database/operations/review/loadRoute';

/** Stands in the comment and is not shown: the comment is found by it again. */
export function commentMark(pull: {
  task_id: string;
  database_id: string;
}): string {
  return `<!-- agent-tasks:provenance:${pull.task_id}:${pull.database_id} -->`;
}

/**
 * Where a pull request comes from, for those who review it. Texts of people
 * stand in code spans: they mention, link and format nothing.
 *
 * @param portalUrl - of the portal's task page, where it is known
 */
export function reviewComment(
  { task, pull, template }: Pick<LoadedRoute, 'task' | 'pull' | 'template'>,
  portalUrl: string | undefined,
): string {
  const title = code(task.title);
  const rows: [string, string][] = [
    ['Task', portalUrl ? `[${title}](${portalUrl})` : title],
    ['Asked for by', code(nameOf(task.requested_by))],
    ...(template
      ? ([
          [
            'Template',
            `${code(nameOf(template.template_ref))} ${code(
              template.version,
            )} (${code(template.digest.slice(0, 19))})`,
          ],
        ] as [string, string][])
      : []),
    ...(task.ticket === null
      ? []
      : ([['Ticket', code(task.ticket)]] as [string, string][])),
  ];
  return [
    commentMark(pull),
    'An agent has written this pull request. The developer portal started it.',
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    'Review it like any other. Whoever asked for it does not approve it.',
  ].join('\n');
}

/** Stands in a warning, like {@link commentMark}. */
export function warningMark(
  pull: { task_id: string; database_id: string },
  number: number,
): string {
  return `<!-- agent-tasks:stale:${pull.task_id}:${pull.database_id}:${number} -->`;
}

/** Says that a pull request will be closed, and what keeps it open. */
export function warningComment(
  pull: { task_id: string; database_id: string },
  options: { number: number; afterMs: number; warningMs: number },
): string {
  const days = (ms: number) => {
    const count = Math.round(ms / 86_400_000);
    return count === 1 ? '1 day' : `${count} days`;
  };
  return [
    warningMark(pull, options.number),
    `Nothing has happened in this pull request for ${days(options.afterMs)}.`,
    `It will be closed in ${days(options.warningMs)} unless something does:`,
    'a review, a commit, or a comment that says why it should stay.',
  ].join('\n');
}

function code(text: string): string {
  const line = revealHidden(text).replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(run => run.length)) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
