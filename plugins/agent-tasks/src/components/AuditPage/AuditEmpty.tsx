import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import { NothingHere } from '../NothingHere';
import type { AuditState } from './useAuditState';

/** Nothing matches, or nothing has happened yet. */
export function AuditEmpty(props: { state: AuditState }) {
  const { state } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const which = state.narrowed ? 'noMatch' : 'empty';
  return (
    <NothingHere
      title={t(`audit.${which}.title`)}
      text={t(`audit.${which}.text`)}
    >
      {state.narrowed && (
        <Button variant="outlined" onClick={state.clear}>
          {t('audit.clear')}
        </Button>
      )}
    </NothingHere>
  );
}
