import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import { isDeepStrictEqual } from 'node:util';
import {
  findTemplateVersion,
  loadTaskIncludes,
} from '../database/operations/templates';
import type { TaskRow } from '../database/rows';
import { digestText } from '../json/digest';
import { createRefusal } from '../refusals/Refusal';
import type { TaskDependencies } from './TaskDependencies';
import type { Caller } from './TaskService';

/** What other parameters change of a task. */
export type RewrittenColumns = Pick<
  TaskRow,
  'title' | 'parameters' | 'prompt' | 'prompt_digest'
>;

/**
 * Renders a task with other parameters. Its template's version stays: what was
 * approved as a template is what is rendered.
 *
 * @throws a refusal where the task was made without a template.
 */
export async function rewriteTask(
  { database, resolver }: Pick<TaskDependencies, 'database' | 'resolver'>,
  task: TaskRow,
  given: JsonObject,
  caller: Caller,
): Promise<{ patch: RewrittenColumns; problems: Reason[] }> {
  const version =
    task.template_version_id === null
      ? undefined
      : await findTemplateVersion(database, task.template_version_id);
  if (!version) {
    throw createRefusal('invalid', [
      {
        code: 'no-template',
        message:
          'The task was made from a prompt of its own; it has no parameters to change.',
        nextStep: 'Start a new task with another prompt.',
        field: 'parameters',
      },
    ]);
  }
  const { parameters, title, prompt } = await resolver.rewrite(
    { task, version, includes: await loadTaskIncludes(database, task.id) },
    given,
    caller,
  );
  const text = prompt.text ?? '';
  return {
    patch: { title, parameters, prompt: text, prompt_digest: digestText(text) },
    problems: prompt.problems,
  };
}

/** Names of the parameters that differ. */
export function changedParameters(
  before: JsonObject,
  after: JsonObject,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    name => !isDeepStrictEqual(before[name], after[name]),
  );
}
