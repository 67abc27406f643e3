import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { CsvField } from './CsvField';
import {
  FilterName,
  filterKeys,
  filterOf,
  WorkDraft,
  wrongCondition,
} from './work';
import { WrongText } from './WrongText';
import { useTargetCount } from './useTargetCount';
import type { Wrong } from './wrongAt';

const format = new Intl.NumberFormat();

/** Where the work is done: conditions, names and a file, less what is left out. */
export function TargetFields(props: {
  draft: WorkDraft;
  wrong: Wrong;
  onEdit(change: Partial<WorkDraft>): void;
}) {
  const { draft, wrong, onEdit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const wrongLine = wrongCondition(draft);
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
        }}
      >
        {(Object.keys(filterKeys) as FilterName[]).map(name => (
          <TextField
            key={name}
            size="small"
            label={t(`planner.${name}`)}
            value={draft.filters[name]}
            onChange={event =>
              onEdit({
                filters: { ...draft.filters, [name]: event.target.value },
              })
            }
          />
        ))}
      </Box>
      <TextField
        size="small"
        multiline
        label={t('planner.more')}
        error={wrongLine !== undefined}
        helperText={
          wrongLine === undefined
            ? t('planner.moreHelp')
            : t('planner.moreWrong', { line: wrongLine })
        }
        value={draft.more}
        onChange={event => onEdit({ more: event.target.value })}
      />
      <Matches draft={draft} />
      {draft.otherFilters.length > 0 && (
        <Typography variant="body2" color="text.secondary">
          {t('planner.otherFilters', { count: draft.otherFilters.length })}
        </Typography>
      )}
      <WrongText text={wrong('targets') ?? wrong('targets.filter', 'below')} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        }}
      >
        <TextField
          size="small"
          multiline
          minRows={2}
          maxRows={8}
          label={t('planner.refs')}
          helperText={
            wrong('targets.entityRefs', 'below') ?? t('planner.refsHelp')
          }
          error={wrong('targets.entityRefs', 'below') !== undefined}
          value={draft.refs}
          onChange={event => onEdit({ refs: event.target.value })}
        />
        <TextField
          size="small"
          multiline
          minRows={2}
          maxRows={8}
          label={t('planner.exclude')}
          helperText={
            wrong('targets.excludeEntityRefs', 'below') ?? t('planner.refsHelp')
          }
          error={wrong('targets.excludeEntityRefs', 'below') !== undefined}
          value={draft.exclude}
          onChange={event => onEdit({ exclude: event.target.value })}
        />
      </Box>
      <CsvField
        csv={draft.csv}
        name={draft.csvName}
        onChange={(csv, csvName) => onEdit({ csv, csvName })}
      />
      <WrongText text={wrong('targets.csv')} />
      <FormControlLabel
        componentsProps={{ typography: { variant: 'body2' } }}
        control={
          <Checkbox
            size="small"
            checked={draft.perComponent}
            onChange={(_, checked) => onEdit({ perComponent: checked })}
          />
        }
        label={t('planner.perComponent')}
      />
    </Stack>
  );
}

function Matches(props: { draft: WorkDraft }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const filter = filterOf(props.draft);
  const { value, error } = useTargetCount(filter);
  const words = () => {
    if (!filter) {
      return t('planner.noFilter');
    }
    if (error) {
      return t('planner.uncounted');
    }
    return value === undefined
      ? t('planner.counting')
      : t('planner.matches', { count: value, value: format.format(value) });
  };
  return (
    <Typography variant="body2" role="status" sx={{ fontWeight: 500 }}>
      {words()}
    </Typography>
  );
}
