import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ChangeEvent, useRef } from 'react';

const format = new Intl.NumberFormat();

/** A file with targets, read where it was chosen. */
export function CsvField(props: {
  csv: string;
  name: string;
  onChange(csv: string, name: string): void;
}) {
  const { csv, name, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const input = useRef<HTMLInputElement>(null);
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) {
      onChange(await file.text(), file.name);
      // the same one can be chosen again after it was removed
      target.value = '';
    }
  };
  return (
    <Stack direction="row" flexWrap="wrap" gap={1} alignItems="center">
      {/* a label around it would open nothing on a key */}
      <Button
        variant="outlined"
        size="small"
        onClick={() => input.current?.click()}
      >
        {t('planner.csvChoose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv"
        aria-label={t('planner.csv')}
        onChange={event => void choose(event)}
      />
      {csv && (
        <Button size="small" onClick={() => onChange('', '')}>
          {t('planner.csvRemove')}
        </Button>
      )}
      <Typography variant="body2" color="text.secondary">
        {csv
          ? t('planner.csvRows', {
              name,
              lines: format.format(csv.trim().split('\n').length),
            })
          : t('planner.csvHelp')}
      </Typography>
    </Stack>
  );
}
