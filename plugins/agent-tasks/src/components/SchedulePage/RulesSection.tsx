import type { ScheduleRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
  useTimeFormat,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateTime } from 'luxon';
import { Section } from '../CampaignPage/Section';
import { Facts } from './Facts';

/** What becomes of runs that cannot begin as planned. */
export function RulesSection(props: { request: ScheduleRequest }) {
  const { times, overlap = 'skip', missed = 'run' } = props.request;
  const { timeZone, jitterMinutes, freezes, inFreeze = 'skip', endsAt } = times;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const format = useTimeFormat();
  // freezes are written in the schedule's own time
  const local = (time: string) =>
    format.day(
      DateTime.fromISO(time, { zone: timeZone }).toISO() ?? time,
      timeZone,
    );
  return (
    <Section title={t('schedule.rules.title')}>
      <Facts
        facts={[
          [
            t('schedule.rules.overlap'),
            t(`schedule.rules.overlaps.${overlap}`),
          ],
          [t('schedule.rules.missed'), t(`schedule.rules.misses.${missed}`)],
          [
            t('schedule.rules.jitter'),
            jitterMinutes
              ? t('schedule.rules.minutes', { value: String(jitterMinutes) })
              : t('schedule.rules.noJitter'),
          ],
          [
            t('schedule.rules.freezes'),
            freezes?.length ? (
              <ul>
                {freezes.map(({ from, until, reason }) => (
                  <li key={`${from} ${until}`}>
                    {t('schedule.rules.freeze', {
                      from: local(from),
                      until: local(until),
                    })}
                    {reason && ` · ${reason}`}
                  </li>
                ))}
              </ul>
            ) : (
              t('schedule.rules.noFreezes')
            ),
          ],
          [
            t('schedule.rules.inFreeze'),
            freezes?.length && t(`schedule.rules.inFreezes.${inFreeze}`),
          ],
          [
            t('schedule.rules.ends'),
            endsAt ? (
              <>
                {format.day(endsAt, timeZone)} ·{' '}
                <RelativeTime at={endsAt} timeZone={timeZone} />
              </>
            ) : (
              t('schedule.rules.noEnd')
            ),
          ],
        ]}
      />
    </Section>
  );
}
