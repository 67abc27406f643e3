import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import AddIcon from '@mui/icons-material/Add';
import type { ButtonProps } from '@mui/material/Button';
import { useState } from 'react';
import { useMayCreate } from '../../hooks/useMayCreate';
import { ReasonedButton } from '../ReasonedButton';
import { StartTaskDialog } from './StartTaskDialog';

/** Opens the dialog that starts a task; says why where that is not allowed. */
export function StartTaskButton(props: {
  entityRef?: string;
  /** Begins with this template chosen. */
  templateRef?: string;
  /** Words of the button, where they are not "Start a task". */
  label?: string;
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
}) {
  const { entityRef, templateRef, label, variant = 'contained', size } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const permission = useMayCreate();
  const [open, setOpen] = useState(false);
  const reason =
    permission.loading || permission.allowed ? undefined : t('start.forbidden');
  return (
    <>
      <ReasonedButton
        variant={variant}
        size={size}
        startIcon={label ? undefined : <AddIcon />}
        reason={reason}
        onClick={() => setOpen(true)}
        sx={{ textTransform: 'none', whiteSpace: 'nowrap' }}
      >
        {label ?? t('start.button')}
      </ReasonedButton>
      {open && (
        <StartTaskDialog
          entityRef={entityRef}
          templateRef={templateRef}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
