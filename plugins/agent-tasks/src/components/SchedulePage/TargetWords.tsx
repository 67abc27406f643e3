import type { ScheduleWork } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { filterKeys } from '../WorkFields';

/** Names that are read at a glance. */
const SHOWN = 5;
const format = new Intl.NumberFormat();

/** Where work is done, as somebody would say it. */
export function TargetWords(props: { targets: ScheduleWork['targets'] }) {
  const { filter, entityRefs, excludeEntityRefs, csv, perComponent } =
    props.targets;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const keyName = (key: string) => {
    const known = Object.entries(filterKeys).find(([, each]) => each === key);
    return known ? t(`planner.${known[0] as keyof typeof filterKeys}`) : key;
  };
  const conditions = (each: NonNullable<typeof filter>[number]) =>
    Object.entries(each)
      .map(([key, values]) =>
        t('schedule.work.is', {
          key: keyName(key),
          values: [values].flat().join(t('schedule.work.or')),
        }),
      )
      .join(t('schedule.work.and')) || t('schedule.work.any');
  const names = (refs: string[]) =>
    [
      ...refs.slice(0, SHOWN),
      ...(refs.length > SHOWN
        ? [t('schedule.work.more', { count: refs.length - SHOWN })]
        : []),
    ].join(', ');
  // without the header
  const rows = csv ? csv.trim().split('\n').length - 1 : 0;
  const parts = [
    ...(filter ?? []).map(conditions),
    ...(entityRefs?.length
      ? [t('schedule.work.refs', { names: names(entityRefs) })]
      : []),
    ...(csv
      ? [t('schedule.work.rows', { count: rows, value: format.format(rows) })]
      : []),
    ...(excludeEntityRefs?.length
      ? [t('schedule.work.exclude', { names: names(excludeEntityRefs) })]
      : []),
    ...(perComponent ? [t('schedule.work.perComponent')] : []),
  ];
  return (
    <ul>
      {(parts.length ? parts : [t('schedule.work.everything')]).map(part => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}
