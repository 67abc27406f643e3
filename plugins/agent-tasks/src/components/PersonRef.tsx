import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ScheduleLink } from './ScheduleLink';

/** Who did something: a person of the catalog, GitHub, a schedule, or a service. */
export function PersonRef(props: { actor: string }) {
  const { actor } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (/^(user|group|agenttaskschedule):/.test(actor)) {
    return (
      <EntityRefLink entityRef={actor} defaultNamespace="default" hideIcon />
    );
  }
  if (actor.startsWith('schedule:')) {
    return <ScheduleLink id={actor.slice('schedule:'.length)} />;
  }
  if (actor === 'github') {
    return <>GitHub</>;
  }
  if (actor === 'plugin:agent-tasks') {
    return <>{t('actor.broker')}</>;
  }
  return <>{actor}</>;
}
