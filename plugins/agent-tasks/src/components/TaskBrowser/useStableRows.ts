import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useState } from 'react';

/** Rows that stay where they are while fresh answers come in. */
export type StableRows = {
  rows: { task: AgentTask; gone: boolean }[];
  /** Rows of the latest answer that are not shown yet. */
  arrivals: number;
  /** Whether the latest answer has another order or lacks shown rows. */
  moved: boolean;
  /** Shows the latest answer as it is. */
  apply(): void;
};

/**
 * Rows update in place, but none is added, removed or moved until the reader
 * says so: nothing jumps away under the cursor. Another question (`key`) starts
 * afresh.
 */
export function useStableRows(
  key: string,
  latest: AgentTask[] | undefined,
): StableRows {
  const [shown, setShown] = useState<{
    key: string;
    source?: AgentTask[];
    tasks: AgentTask[];
  }>({ key: '', tasks: [] });

  let present = shown;
  if (latest && shown.source !== latest) {
    const fresh = new Map(latest.map(task => [task.id, task]));
    const restart = shown.key !== key || shown.tasks.length === 0;
    present = {
      key,
      source: latest,
      tasks: restart
        ? latest
        : shown.tasks.map(task => fresh.get(task.id) ?? task),
    };
    setShown(present);
  }

  const { tasks, source = [] } = present;
  const latestIds = source.map(task => task.id);
  const shownIds = new Set(tasks.map(task => task.id));
  const inLatest = new Set(latestIds);
  const kept = latestIds.filter(id => shownIds.has(id));
  return {
    rows: tasks.map(task => ({ task, gone: !inLatest.has(task.id) })),
    arrivals: latestIds.length - kept.length,
    moved:
      kept.length < tasks.length ||
      kept.some((id, index) => tasks[index].id !== id),
    apply: () => setShown({ ...present, tasks: source }),
  };
}
