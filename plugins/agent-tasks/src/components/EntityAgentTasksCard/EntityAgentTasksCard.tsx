import {
  agentTasksTranslationRef,
  LoadFailure,
  StaleNotice,
  useAgentTaskFacets,
  useAgentTasks,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { silentSince } from '../../silentSince';
import { EntityCampaigns } from '../CampaignPage';
import { SeamlessTheme } from '../SeamlessTheme';
import { StartTaskButton } from '../StartTask';
import { CardEmpty } from './CardEmpty';
import { CardLine } from './CardLine';
import { CardSummary } from './CardSummary';
import { cardTasks, cardPhases, CARD_CANDIDATES } from './cardTasks';

/** What runs for the entity, what waits for somebody, and where to click. */
export function EntityAgentTasksCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const tasks = useAgentTasks({
    entityRef: [entityRef],
    phase: cardPhases,
    sort: 'attention',
    limit: CARD_CANDIDATES,
  });
  const facets = useAgentTaskFacets({ entityRef: [entityRef] });
  const lines = cardTasks(tasks.value?.items ?? []);
  const figures = facets.value?.figures;
  const phaseCounts = facets.value?.facets.phase;
  const never =
    tasks.value?.items.length === 0 &&
    phaseCounts?.every(({ count }) => count === 0);
  const silent = silentSince(lines);
  return (
    <SeamlessTheme>
      <EntityInfoCard
        title={t('plugin.title')}
        headerActions={
          <StartTaskButton
            entityRef={entityRef}
            variant={never ? 'contained' : 'outlined'}
            size="small"
          />
        }
      >
        {!tasks.value && !tasks.error && (
          <Box role="status" aria-label={t('list.loading')}>
            <Skeleton height={32} />
            <Skeleton height={32} />
            <Skeleton height={32} width="60%" />
          </Box>
        )}
        {!tasks.value && tasks.error && (
          <LoadFailure error={tasks.error} onTryAgain={tasks.refresh} />
        )}
        {tasks.value && (
          <Stack spacing={1.5}>
            {tasks.error && tasks.updatedAt && (
              <StaleNotice
                silent="backend"
                asOf={tasks.updatedAt}
                onTryNow={tasks.refresh}
              />
            )}
            {!tasks.error && silent && (
              <StaleNotice silent="github" asOf={silent} />
            )}
            <EntityCampaigns entityRef={entityRef} />
            {never ? (
              <CardEmpty entityRef={entityRef} />
            ) : (
              <>
                {lines.length > 0 && (
                  <Box
                    component="ul"
                    aria-label={t('card.lines')}
                    sx={{ m: 0, p: 0, listStyle: 'none' }}
                  >
                    {lines.map(task => (
                      <CardLine
                        key={task.id}
                        task={task}
                        onChanged={() => {
                          tasks.refresh();
                          facets.refresh();
                        }}
                      />
                    ))}
                  </Box>
                )}
                <CardSummary
                  entity={entity}
                  figures={figures}
                  quiet={lines.length === 0}
                  more={tasks.value.totalItems - lines.length}
                />
              </>
            )}
          </Stack>
        )}
      </EntityInfoCard>
    </SeamlessTheme>
  );
}
