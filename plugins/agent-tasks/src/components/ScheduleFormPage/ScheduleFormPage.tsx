import {
  agentTasksTranslationRef,
  LoadFailure,
  useSchedule,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { draftOf, newSchedule } from './scheduleDraft';
import { ScheduleForm } from './ScheduleForm';

/** A new schedule, or a change of one that is not kept in the catalog. */
export function ScheduleFormPage() {
  const { id } = useParams();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  return (
    <PageFrame
      nested
      parentHref={rootLink()}
      title={t(id ? 'scheduleForm.editTitle' : 'scheduleForm.newTitle')}
    >
      {id ? (
        <Known key={id} id={id} />
      ) : (
        <ScheduleForm
          initial={newSchedule(
            new Intl.DateTimeFormat().resolvedOptions().timeZone,
          )}
        />
      )}
    </PageFrame>
  );
}

function Known(props: { id: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const schedule = useSchedule(props.id);
  // what somebody types stays, whatever is read meanwhile
  const [value, setValue] = useState(schedule.value);
  if (!value && schedule.value) {
    setValue(schedule.value);
  }
  if (!value) {
    return schedule.error ? (
      <LoadFailure error={schedule.error} onTryAgain={schedule.refresh} />
    ) : (
      <Box role="status" aria-label={t('schedule.loading')}>
        <Skeleton variant="rounded" height={360} />
      </Box>
    );
  }
  const { entityRef, enabled, request } = value;
  if (entityRef) {
    return (
      <Alert severity="info">
        {t('schedule.kept')} <EntityRefLink entityRef={entityRef} />.{' '}
        {t('schedule.keptEdit')}
      </Alert>
    );
  }
  if (!value.actions.edit.allowed) {
    return (
      <Alert severity="info">
        {value.actions.edit.reason ?? t('action.notNow')}
      </Alert>
    );
  }
  return (
    <ScheduleForm scheduleId={value.id} initial={draftOf(request, enabled)} />
  );
}
