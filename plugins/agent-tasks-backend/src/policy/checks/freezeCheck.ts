import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { DateTime } from 'luxon';
import type { FreezeConfig } from '../../config/PolicyConfig';
import { freezeEnd } from '../freezes/freezeEnd';
import { FreezeWindow } from '../freezes/FreezeWindow';

/**
 * Nothing starts in a freeze. What is asked for in one is accepted and waits
 * for its end; only a freeze without an end in sight refuses.
 */
export function createFreezeCheck(options: {
  freezes: FreezeConfig[];
  now?: () => Date;
}): PolicyCheck {
  const { freezes, now = () => new Date() } = options;
  const windows = freezes.map(freeze => FreezeWindow.of(freeze));
  return {
    id: 'freeze',
    evaluate: facts => {
      const asked = new Date(facts.notBefore ?? 0);
      const current = now();
      const frozen = freezeEnd(
        windows,
        facts,
        asked > current ? asked : current,
      );
      if (!frozen) {
        return [];
      }
      const names = frozen.freezes.map(({ name }) => `'${name}'`).join(', ');
      if (!frozen.until) {
        return [
          {
            kind: 'forbidden',
            code: 'frozen',
            message: `Nothing starts here in the coming year: ${names}.`,
            nextStep: 'Ask an administrator about agentTasks.freezes.',
          },
        ];
      }
      const { timeZone } = frozen.freezes[0];
      const end = DateTime.fromJSDate(frozen.until, { zone: timeZone });
      return [
        {
          kind: 'note',
          code: 'frozen',
          message: `Nothing starts during ${names}; the task waits until ${end.toFormat(
            'yyyy-MM-dd HH:mm',
          )} (${timeZone}).`,
          notBefore: frozen.until.toISOString(),
        },
      ];
    },
  };
}
