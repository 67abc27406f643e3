import type { EscalationConfig } from '../config/EscalationConfig';
import type { OnWay } from '../database/operations/waits/listOnWay';
import type { NewWait } from '../database/operations/waits/writeWaits';
import { serviceLevelOf } from './serviceLevels';

/**
 * The waits that have begun, or whose service level is another by now. Pure.
 *
 * @param now - of the database
 */
export function planWaits(
  tasks: OnWay[],
  options: {
    config: Pick<EscalationConfig, 'levels' | 'tiers'>;
    /** `escalation.after` of a template version, in milliseconds. */
    templateMs: (versionId: string | null) => number | undefined;
    now: Date;
  },
): NewWait[] {
  const { config, templateMs, now } = options;
  return tasks.flatMap(task => {
    const { kind, wait } = task;
    const begun = wait?.kind !== kind || task.phase_since > wait.since;
    const since = begun ? sinceOf(task, now) : wait.since;
    const level = serviceLevelOf(config, {
      kind,
      tier: task.tier,
      templateMs: templateMs(task.template_version_id),
    });
    const overdueAt =
      level === undefined ? null : new Date(since.getTime() + level);
    // who was told, or has said something, is not told from the beginning
    const untouched = wait?.level === 0 && wait.attended_at === null;
    const other =
      untouched && overdueAt?.getTime() !== wait.overdue_at?.getTime();
    return begun || other
      ? { task_id: task.id, kind, since, overdue_at: overdueAt }
      : [];
  });
}

// within a phase nothing says when its pull request became what it is
function sinceOf({ wait, phase_since: since }: OnWay, now: Date): Date {
  return wait && since <= wait.since ? now : since;
}
