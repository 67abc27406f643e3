import {
  AgentTaskFacets,
  Phase,
  phases,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { FacetGroup } from './FacetGroup';
import type { FacetName, TaskListState } from './useTaskListState';

type Value = { value: string; label?: string; count: number };

function phaseOrder(value: string): number {
  return phases.indexOf(value as Phase);
}

/** Filters with counts; each is counted as if it had nothing chosen itself. */
export function FacetsPanel(props: {
  names: readonly FacetName[];
  facets?: AgentTaskFacets['facets'];
  state: TaskListState;
}) {
  const { names, facets, state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);

  const label = (
    name: FacetName,
    { value, label: given }: Value,
  ): ReactNode => {
    switch (name) {
      case 'phase':
        return t(`phase.${value as Phase}`);
      case 'tier':
        return given ?? t('facets.tierValue', { tier: value });
      default:
        return (
          given ?? (
            <EntityDisplayName entityRef={value} hideIcon disableTooltip />
          )
        );
    }
  };

  return (
    <Stack
      component="section"
      aria-label={t('facets.title')}
      spacing={2.5}
      sx={{ minWidth: 0 }}
    >
      {names.map(name => {
        const chosen = state.facets[name];
        const counted: Value[] = facets?.[name] ?? [];
        const missing = chosen
          .filter(value => !counted.some(other => other.value === value))
          .map(value => ({ value, count: 0 }));
        const values = [...counted, ...missing];
        if (name === 'phase') {
          values.sort((a, b) => phaseOrder(a.value) - phaseOrder(b.value));
        }
        if (facets && values.length === 0) {
          return undefined;
        }
        return (
          <Box key={name}>
            {facets ? (
              <FacetGroup
                title={t(`facets.${name}`)}
                values={values}
                chosen={chosen}
                label={value => label(name, value)}
                onChange={next => state.setFacet(name, next)}
              />
            ) : (
              <>
                <Skeleton width="50%" />
                <Skeleton />
                <Skeleton />
              </>
            )}
          </Box>
        );
      })}
    </Stack>
  );
}
