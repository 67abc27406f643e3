import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';

/** The values that the prompt was made with. */
export function ParametersView(props: { parameters: Record<string, unknown> }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const entries = Object.entries(props.parameters);
  if (entries.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        {t('parameters.none')}
      </Typography>
    );
  }
  return (
    <Table size="small" aria-label={t('taskPage.tabs.parameters')}>
      <TableBody>
        {entries.map(([name, value]) => (
          <TableRow key={name}>
            <TableCell
              component="th"
              scope="row"
              sx={{ width: '30%', verticalAlign: 'top', pl: 0 }}
            >
              {name}
            </TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>
              <ParameterValue value={value} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A value as a person would write it. */
export function ParameterValue(props: { value: unknown }) {
  const { value } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (value === undefined || value === '') {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('parameters.empty')}
      </Box>
    );
  }
  if (typeof value === 'boolean') {
    return <>{value ? t('parameters.yes') : t('parameters.no')}</>;
  }
  if (typeof value === 'object') {
    return (
      <Box component="pre" sx={{ m: 0, whiteSpace: 'pre-wrap' }}>
        {JSON.stringify(value, undefined, 2)}
      </Box>
    );
  }
  return <span style={{ whiteSpace: 'pre-wrap' }}>{String(value)}</span>;
}
