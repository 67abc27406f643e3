import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTimeFormat } from '../time';
import { agentTasksTranslationRef } from '../translation';

/**
 * Says how old something is that is shown although it could not be read again.
 *
 * @public
 */
export function StaleNotice(props: {
  /** Who does not answer. */
  silent: 'backend' | 'github';
  /** When it was read, ISO 8601 or milliseconds since the epoch. */
  asOf: string | number;
  onTryNow?(): void;
}) {
  const { silent, asOf, onTryNow } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const format = useTimeFormat();
  return (
    <Alert
      severity="warning"
      role="status"
      sx={{ alignItems: 'center', py: 0 }}
      action={
        onTryNow && (
          <Button color="inherit" size="small" onClick={onTryNow}>
            {t('stale.tryNow')}
          </Button>
        )
      }
    >
      {t(`stale.${silent}`, { time: format.clock(asOf) })}
    </Alert>
  );
}
