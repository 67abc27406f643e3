import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CloseIcon from '@mui/icons-material/Close';
import FilterListIcon from '@mui/icons-material/FilterList';
import SearchIcon from '@mui/icons-material/Search';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/lib/useDebounce';
import { facetNames, Sort, sorts, TaskListState } from './useTaskListState';

/** Pause after the last key before the server is asked. */
const TYPING_MS = 300;

/** Search, order and, on narrow screens, the way to the filters. */
export function ListToolbar(props: {
  state: TaskListState;
  filtersOpen: boolean;
  onToggleFilters(): void;
}) {
  const { state, filtersOpen, onToggleFilters } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [typed, setTyped] = useState(state.text);
  const { text, setText } = state;
  useEffect(() => setTyped(text), [text]);
  useDebounce(
    () => {
      if (typed.trim() !== text) {
        setText(typed.trim());
      }
    },
    TYPING_MS,
    [typed],
  );
  const chosen = facetNames.reduce(
    (sum, name) => sum + state.facets[name].length,
    0,
  );
  return (
    <Stack
      direction="row"
      spacing={1}
      useFlexGap
      flexWrap="wrap"
      alignItems="center"
    >
      <TextField
        size="small"
        value={typed}
        onChange={event => setTyped(event.target.value)}
        placeholder={t('list.search')}
        inputProps={{ 'aria-label': t('list.search'), maxLength: 200 }}
        sx={{ flex: '1 1 220px', maxWidth: 440 }}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: typed && (
            <InputAdornment position="end">
              <IconButton
                size="small"
                edge="end"
                aria-label={t('list.clearSearch')}
                onClick={() => {
                  setTyped('');
                  setText('');
                }}
              >
                <CloseIcon fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        }}
      />
      <Button
        variant="outlined"
        startIcon={<FilterListIcon />}
        aria-expanded={filtersOpen}
        onClick={onToggleFilters}
        sx={{ display: { xs: 'inline-flex', lg: 'none' }, height: 40 }}
      >
        {chosen > 0
          ? t('list.filtersChosen', { value: String(chosen) })
          : t('list.filters')}
      </Button>
      <TextField
        select
        size="small"
        value={state.sort}
        onChange={event => state.setSort(event.target.value as Sort)}
        SelectProps={{ inputProps: { 'aria-label': t('list.sort') } }}
        sx={{ ml: { md: 'auto' }, minWidth: 190 }}
      >
        {sorts.map(sort => (
          <MenuItem key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}
