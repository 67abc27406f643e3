import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { agentTasksTranslationRef } from '../translation';

/**
 * Every reason of a refusal with its next step. With `onGoTo`, a reason that
 * blames a field leads there.
 *
 * @public
 */
export function ReasonsList(props: {
  reasons: Reason[];
  title?: string;
  severity?: 'error' | 'warning' | 'info';
  /** Name of a field for people; fields without one get no way to them. */
  fieldTitle?(field: string): string | undefined;
  onGoTo?(field: string): void;
}) {
  const { reasons, severity = 'error', fieldTitle, onGoTo } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const title = props.title ?? t('reasons.title', { count: reasons.length });
  return (
    <Alert severity={severity} role="group" aria-label={title}>
      <AlertTitle>{title}</AlertTitle>
      <Box
        component="ul"
        sx={{ m: 0, p: 0, listStyle: 'none', '& li + li': { mt: 1 } }}
      >
        {reasons.map((reason, index) => {
          const field = reason.field && fieldTitle?.(reason.field);
          return (
            <li key={`${reason.code}:${reason.field ?? index}`}>
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {reason.message}
              </Typography>
              {reason.nextStep && (
                <Typography variant="body2" sx={{ opacity: 0.85 }}>
                  {t('reasons.next', { step: reason.nextStep })}
                </Typography>
              )}
              {onGoTo && reason.field && field && (
                <Button
                  size="small"
                  color="inherit"
                  variant="text"
                  sx={{
                    mt: 0.25,
                    ml: -0.5,
                    px: 0.5,
                    textTransform: 'none',
                    textDecoration: 'underline',
                  }}
                  onClick={() => onGoTo(reason.field!)}
                >
                  {t('reasons.goTo', { field })}
                </Button>
              )}
            </li>
          );
        })}
      </Box>
    </Alert>
  );
}
