import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { AuditState } from './useAuditState';

/** Nothing matches, or nothing has happened yet. */
export function AuditEmpty(props: { state: AuditState }) {
  const { state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const which = state.narrowed ? 'noMatch' : 'empty';
  return (
    <Box sx={{ textAlign: 'center', py: 8, px: 2 }}>
      <Typography variant="h6" component="p" gutterBottom>
        {t(`audit.${which}.title`)}
      </Typography>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ maxWidth: 460, mx: 'auto', mb: 2 }}
      >
        {t(`audit.${which}.text`)}
      </Typography>
      {state.narrowed && (
        <Button variant="outlined" onClick={state.clear}>
          {t('audit.clear')}
        </Button>
      )}
    </Box>
  );
}
