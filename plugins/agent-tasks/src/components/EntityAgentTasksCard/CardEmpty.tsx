import {
  agentTasksApiRef,
  agentTasksTranslationRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useAsync from 'react-use/lib/useAsync';
import { StartTaskButton } from '../StartTask';

/** As many templates as a first glance can take in. */
const SUGGESTIONS = 2;

/** What agent tasks are, and the templates that fit this entity. */
export function CardEmpty(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const { value } = useAsync(
    () => api.listTemplates({ entityRef }),
    [api, entityRef],
  );
  const fitting = value?.filter(template => template.fits) ?? [];
  return (
    <Stack spacing={1.5}>
      <Typography variant="body2" color="text.secondary">
        {t('card.empty')}
      </Typography>
      {fitting.slice(0, SUGGESTIONS).map(template => (
        <Box
          key={template.ref}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1.5,
            p: 1.5,
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
          }}
        >
          <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
            <Typography sx={{ fontWeight: 500, fontSize: '0.875rem' }}>
              {template.title}
            </Typography>
            {template.description && (
              <Typography variant="body2" color="text.secondary">
                {template.description}
              </Typography>
            )}
          </Box>
          <StartTaskButton
            entityRef={entityRef}
            templateRef={template.ref}
            label={t('card.use')}
            variant="outlined"
            size="small"
          />
        </Box>
      ))}
    </Stack>
  );
}
