/** Phases in which nothing more happens by itself, as the portal calls them. */
const SETTLED = new Set([
  'done',
  'done-without-change',
  'failed',
  'in-review',
  'withdrawn',
]);

/** Words of the prompt by which GitHub's task is known without our markers. */
export const promptOf = key => `Fault test ${key}: look after the service.`;

/**
 * Compares what was asked for, what the broker says and what GitHub has.
 *
 * GitHub's truth does not depend on the broker's: its tasks are counted by the
 * words of the request, not by markers.
 *
 * @param {{
 *   submissions: { key: string, id?: string }[],
 *   rows: object[],
 *   gitHubTasks: { id: string, prompt: string }[],
 * }} world - `id` is what the requester was answered; `rows` of `agent_tasks`,
 *   with the marker of the last attempt and the count of launches told
 * @returns {Record<string, string[]>} what is wrong, by kind; nothing is left out
 */
export function judge({ submissions, rows, gitHubTasks }) {
  const found = {
    unanswered: [],
    lost: [],
    double: [],
    missed: [],
    mistaken: [],
    unsettled: [],
    repeated: [],
  };
  const rowsByKey = groupBy(rows, row => row.idempotency_key);
  const atGitHub = groupBy(gitHubTasks, task => keyOf(task.prompt));

  for (const { key, id } of submissions) {
    const [row, ...others] = rowsByKey.get(key) ?? [];
    const started = atGitHub.get(key) ?? [];
    atGitHub.delete(key);
    if (!id) {
      found.unanswered.push(key);
    }
    if (!row || (id && row.id !== id)) {
      found.lost.push(`${key}: no row for what was answered as ${id}`);
      continue;
    }
    if (others.length || started.length > 1) {
      found.double.push(
        `${key}: ${others.length + 1} rows, ${started.length} tasks at GitHub`,
      );
    }
    judgeRow(found, key, row, started);
  }
  for (const [key, tasks] of atGitHub) {
    found.mistaken.push(`${tasks.length} tasks at GitHub for ${key}`);
  }
  return found;
}

function judgeRow(found, key, row, started) {
  if (row.launch_state === 'launched') {
    const mine = started.find(task => task.id === row.github_task_id);
    if (!mine) {
      found.lost.push(`${key}: GitHub has no task ${row.github_task_id}`);
    } else if (!mine.prompt.includes(row.marker)) {
      found.mistaken.push(`${key}: GitHub's task has another marker`);
    }
    if (row.launches !== 1) {
      found.repeated.push(`${key}: told as launched ${row.launches} times`);
    }
  } else if (started.length) {
    // the broker says that it does not run, and it does
    found.missed.push(`${key}: ${row.launch_state}, and GitHub has it`);
  }
  if (!isSettled(row)) {
    found.unsettled.push(
      `${key}: ${row.launch_state}, ${row.phase}, ${
        row.failure_message ?? 'no reason'
      }`,
    );
  }
}

/** Whether a task waits for nobody, or for a person who is told why. */
export function isSettled(row) {
  if (row.held || row.launch_state === 'launch_failed') {
    return Boolean(row.failure_class && row.failure_message);
  }
  return row.launch_state === 'launched' && SETTLED.has(row.phase);
}

function keyOf(prompt) {
  return /^Fault test (\S+):/.exec(prompt)?.[1] ?? prompt;
}

function groupBy(items, keyOfItem) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOfItem(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
