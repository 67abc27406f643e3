import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useAgentTaskTemplate,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useParams } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';
import { TemplateView } from './TemplateView';

/** One template: its versions, what changed, what was made from it. */
export function TemplatePage() {
  const { namespace = '', name = '' } = useParams();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rootLink = useRouteRef(rootRouteRef);
  const { value, error, updatedAt, refresh } = useAgentTaskTemplate({
    namespace,
    name,
  });
  const current =
    value?.versions.find(version => version.current) ?? value?.versions[0];
  const title = current?.content.title;
  return (
    <PageFrame
      nested
      parentHref={rootLink()}
      title={typeof title === 'string' ? title : t('template.title')}
    >
      {!value && error && <LoadFailure error={error} onTryAgain={refresh} />}
      {!value && !error && (
        <Box role="status" aria-label={t('template.loading')}>
          <Skeleton variant="rounded" height={320} />
        </Box>
      )}
      <Stack spacing={2}>
        {value && error && updatedAt && (
          <StaleNotice silent="backend" asOf={updatedAt} onTryNow={refresh} />
        )}
        {value && current && (
          <TemplateView
            versions={value.versions}
            current={current}
            drift={value.drift}
            onChanged={refresh}
          />
        )}
      </Stack>
    </PageFrame>
  );
}
