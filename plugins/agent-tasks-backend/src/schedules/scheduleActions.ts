import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { ScheduleRow } from '../database/rows';

type Columns = Pick<ScheduleRow, 'enabled' | 'entity_ref' | 'disabled_code'>;

const yes = { allowed: true };
const no = (reason: string) => ({ allowed: false, reason });

/** What may be done with a schedule and why not, by its state alone. Pure. */
export function scheduleActions(row: Columns): Schedule['actions'] {
  const { enabled, entity_ref: entityRef, disabled_code: code } = row;
  const gone = code === 'entity-gone';
  const unusable = gone
    ? no('Its entity is not in the catalog any more.')
    : no('It has to be corrected first.');
  const broken = gone || code === 'invalid';
  const enable = broken ? unusable : yes;
  return {
    edit: entityRef
      ? no(`It is kept in the catalog as ${entityRef}; change it there.`)
      : yes,
    enable: enabled ? no('It is enabled.') : enable,
    disable: enabled ? yes : no('It is disabled.'),
    run: broken ? unusable : yes,
    delete:
      entityRef && !gone
        ? no(`It is kept in the catalog as ${entityRef}; remove it there.`)
        : yes,
  };
}
