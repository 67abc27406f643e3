import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import useDebounce from 'react-use/lib/useDebounce';
import { isAgentTasksAvailable } from '../../isAgentTasksAvailable';

/** As many as one can look through; typing finds the rest. */
const SUGGESTIONS = 30;
const TYPING_MS = 250;

/** Finds an entity of the catalog that has a repository. */
export function EntityPicker(props: {
  value: string | undefined;
  onChange(entityRef: string | undefined): void;
}) {
  const { onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const catalogApi = useApi(catalogApiRef);
  const [chosen, setChosen] = useState<Entity | null>(null);
  const [typed, setTyped] = useState('');
  const [term, setTerm] = useState('');
  useDebounce(() => setTerm(typed), TYPING_MS, [typed]);

  const {
    value: options = [],
    loading,
    error,
  } = useAsync(async () => {
    const { items } = await catalogApi.queryEntities({
      filter: [
        agentTasksAnnotations.projectSlug,
        agentTasksAnnotations.sourceLocation,
      ].map(name => ({
        [`metadata.annotations.${name}`]: CATALOG_FILTER_EXISTS,
      })),
      fullTextFilter: {
        term,
        fields: ['metadata.name', 'metadata.title', 'metadata.description'],
      },
      fields: ['kind', 'metadata', 'spec.type', 'spec.owner'],
      orderFields: [{ field: 'metadata.name', order: 'asc' }],
      limit: SUGGESTIONS,
    });
    return items.filter(isAgentTasksAvailable);
  }, [catalogApi, term]);

  const name = (entity: Entity) =>
    entity.metadata.title ?? entity.metadata.name;
  return (
    <Autocomplete
      value={chosen}
      options={options}
      loading={loading}
      filterOptions={all => all}
      getOptionLabel={name}
      isOptionEqualToValue={(a, b) =>
        stringifyEntityRef(a) === stringifyEntityRef(b)
      }
      noOptionsText={error ? error.message : t('start.entity.none')}
      onInputChange={(_, text, reason) => {
        if (reason === 'input') {
          setTyped(text);
        }
      }}
      onChange={(_, entity) => {
        setChosen(entity);
        onChange(entity ? stringifyEntityRef(entity) : undefined);
      }}
      renderOption={(item, entity) => (
        <li {...item} key={stringifyEntityRef(entity)}>
          <Box>
            {name(entity)}
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {[
                entity.kind.toLocaleLowerCase('en-US'),
                entity.spec?.type,
                entity.spec?.owner,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Box>
          </Box>
        </li>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={t('start.entity.label')}
          helperText={t('start.entity.help')}
        />
      )}
    />
  );
}
