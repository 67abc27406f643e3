import {
  agentTasksTranslationRef,
  useAgentTaskFacets,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { SeamlessTheme } from '../SeamlessTheme';
import { StartTaskButton } from '../StartTask';
import { TaskBrowser } from '../TaskBrowser';
import { FacetName, useTaskListState } from '../TaskBrowser/useTaskListState';

const columns = { component: false, owner: false };
const facetNames: readonly FacetName[] = ['phase', 'template'];

/** All tasks of the entity whose page this is. */
export function EntityAgentTasksContent() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const state = useTaskListState({ entityRef });
  const facets = useAgentTaskFacets(state.facetsQuery);
  return (
    <SeamlessTheme>
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Typography variant="h5" component="h2" sx={{ mr: 'auto', mb: 0 }}>
            {t('plugin.title')}
          </Typography>
          <StartTaskButton entityRef={entityRef} />
        </Box>
        <TaskBrowser
          state={state}
          facets={facets}
          facetNames={facetNames}
          columns={columns}
          start={<StartTaskButton entityRef={entityRef} variant="outlined" />}
        />
      </Stack>
    </SeamlessTheme>
  );
}
