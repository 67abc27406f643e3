import { agentTaskScheduleReadPermission } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  useSchedule,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { scheduleRouteRef } from '../routes';

/** A schedule that something comes from, for those who may see schedules. */
export function ScheduleLink(props: {
  id: string;
  /** Whether its title is looked up; one in a list of many needs none. */
  named?: boolean;
}) {
  const { id, named } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const scheduleLink = useRouteRef(scheduleRouteRef);
  const { allowed } = usePermission({
    permission: agentTaskScheduleReadPermission,
  });
  if (!allowed) {
    return <>{t('actor.schedule')}</>;
  }
  return (
    <Link to={scheduleLink({ id })}>
      {named ? <Title id={id} /> : t('actor.schedule')}
    </Link>
  );
}

function Title(props: { id: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { value } = useSchedule(props.id);
  return <>{value?.title ?? t('actor.schedule')}</>;
}
