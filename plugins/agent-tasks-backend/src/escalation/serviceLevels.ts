import type { AgentTaskWaitKind } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { EscalationConfig } from '../config/EscalationConfig';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long a task may wait for each thing before somebody is told, in
 * milliseconds. An approval has its own reminder, and a time that was asked for
 * is no wait.
 *
 * GitHub starts an agent within a minute on a good day and ends a session after
 * about an hour; the rest is what a team would promise each other.
 */
export const DEFAULT_LEVELS = {
  launch: HOUR,
  resolution: 4 * HOUR,
  'agent-start': HOUR,
  agent: 3 * HOUR,
  answer: 4 * HOUR,
  idle: 4 * HOUR,
  'pull-request': HOUR,
  permission: 4 * HOUR,
  conflict: DAY,
  'workflow-approval': 4 * HOUR,
  checks: 4 * HOUR,
  'checks-failing': DAY,
  changes: 2 * DAY,
  capacity: 5 * DAY,
  ready: DAY,
  reviewer: DAY,
  review: 2 * DAY,
  merge: DAY,
  retry: DAY,
} as const satisfies Partial<Record<AgentTaskWaitKind, number>>;

/** What a task can wait for too long. */
export type StallKind = keyof typeof DEFAULT_LEVELS;

/** In the order in which the configuration lists them. */
export const stallKinds = Object.keys(DEFAULT_LEVELS) as StallKind[];

/** What waits for a person's word, which a template's own rule is about. */
const ofTemplate: AgentTaskWaitKind[] = ['answer', 'idle', 'ready', 'review'];

/**
 * How long a task may wait for something, in milliseconds: as the template
 * says, else as its tier is configured, else as the kind is.
 *
 * @returns undefined where nobody is told, however long it takes.
 */
export function serviceLevelOf(
  config: Pick<EscalationConfig, 'levels' | 'tiers'>,
  task: { kind: AgentTaskWaitKind; tier: string | null; templateMs?: number },
): number | undefined {
  const { kind, tier, templateMs } = task;
  if (!isStallKind(kind)) {
    return undefined;
  }
  if (templateMs !== undefined && ofTemplate.includes(kind)) {
    return templateMs;
  }
  return (
    (tier === null ? undefined : config.tiers[tier]?.[kind]) ??
    config.levels[kind] ??
    DEFAULT_LEVELS[kind]
  );
}

function isStallKind(kind: AgentTaskWaitKind): kind is StallKind {
  return kind in DEFAULT_LEVELS;
}
