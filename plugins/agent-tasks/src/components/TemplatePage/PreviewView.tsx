import type { AgentTaskTemplateVersion } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  LoadFailure,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import { EntityPicker } from '../StartTask/EntityPicker';
import { PreviewForm } from './PreviewForm';

/** What the template would do for any component of the catalog. */
export function PreviewView(props: { current: AgentTaskTemplateVersion }) {
  const { ref, digest, content } = props.current;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const [entityRef, setEntityRef] = useState<string>();
  const { value, loading, error, retry } = useAsyncRetry(
    async () =>
      entityRef === undefined
        ? undefined
        : (await api.listTemplates({ entityRef })).filter(
            template => template.ref === ref,
          ),
    [api, entityRef, ref, digest],
  );
  const { type } = (content.spec ?? {}) as { type?: string };
  if (type === 'include') {
    return (
      <Typography variant="body2" color="text.secondary">
        {t('template.preview.include')}
      </Typography>
    );
  }
  const [template] = value ?? [];
  return (
    <Stack spacing={2.5}>
      <Typography variant="body2" color="text.secondary">
        {t('template.preview.explain')}
      </Typography>
      <EntityPicker value={entityRef} onChange={setEntityRef} />
      {loading && entityRef && <LinearProgress />}
      {error && <LoadFailure error={error} onTryAgain={retry} />}
      {!entityRef && (
        <Typography variant="body2">{t('template.preview.choose')}</Typography>
      )}
      {value && !template && (
        <Typography variant="body2">{t('template.preview.gone')}</Typography>
      )}
      {entityRef && template && !loading && (
        <PreviewForm
          key={`${entityRef} ${template.digest}`}
          entityRef={entityRef}
          template={template}
        />
      )}
    </Stack>
  );
}
