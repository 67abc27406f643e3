import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { agentTasksTranslationRef } from '../translation';
import { ReasonsList } from './ReasonsList';
import { reasonsOf } from './reasonsOf';

/**
 * What stands where nothing could be loaded at all: every reason, and the way
 * to try again.
 *
 * @public
 */
export function LoadFailure(props: { error: Error; onTryAgain(): void }) {
  const { error, onTryAgain } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (error.name === 'NotFoundError' || error.name === 'NotAllowedError') {
    const title =
      error.name === 'NotFoundError'
        ? t('failureToLoad.notFound')
        : t('failureToLoad.notAllowed');
    return (
      <ReasonsList title={title} severity="info" reasons={reasonsOf(error)} />
    );
  }
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" onClick={onTryAgain}>
          {t('failureToLoad.again')}
        </Button>
      }
    >
      <AlertTitle>{t('failureToLoad.title')}</AlertTitle>
      {error.message}
    </Alert>
  );
}
