import type { MarkedTasks } from './findMarkedTasks';

/** What follows from a look. */
export type ReconcileVerdict =
  | { kind: 'look-again' }
  | { kind: 'adopt'; reading: MarkedTasks['matches'][number] }
  | { kind: 'hold'; reason: string }
  | { kind: 'relaunch' };

/** The decision of a look, pure. */
export function verdictOf(look: {
  /** Undefined where GitHub could not be read. */
  found: MarkedTasks | undefined;
  lookedAfterWindow: boolean;
  unreadable: boolean;
  afterWindow: 'hold' | 'relaunch';
}): ReconcileVerdict {
  const { found, lookedAfterWindow, unreadable, afterWindow } = look;
  if (found && found.matches.length === 1) {
    return { kind: 'adopt', reading: found.matches[0] };
  }
  if (found && found.matches.length > 1) {
    return {
      kind: 'hold',
      reason: `GitHub has ${found.matches.length} tasks of this launch.`,
    };
  }
  if (found?.complete && lookedAfterWindow) {
    return afterWindow === 'relaunch'
      ? { kind: 'relaunch' }
      : {
          kind: 'hold',
          reason:
            'GitHub did not say whether it started the task, and the task was not found.',
        };
  }
  return unreadable
    ? {
        kind: 'hold',
        reason:
          "GitHub did not say whether it started the task, and the repository's tasks cannot be read.",
      }
    : { kind: 'look-again' };
}
