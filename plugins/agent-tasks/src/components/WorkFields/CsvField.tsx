import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ChangeEvent } from 'react';

const format = new Intl.NumberFormat();

/** A file with targets, read where it was chosen. */
export function CsvField(props: {
  csv: string;
  name: string;
  onChange(csv: string, name: string): void;
}) {
  const { csv, name, onChange } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (file) {
      onChange(await file.text(), file.name);
    }
  };
  return (
    <Stack direction="row" flexWrap="wrap" gap={1} alignItems="center">
      <Button variant="outlined" size="small" component="label">
        {t('planner.csvChoose')}
        <input
          type="file"
          hidden
          accept=".csv,text/csv"
          aria-label={t('planner.csv')}
          onChange={event => void choose(event)}
        />
      </Button>
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
