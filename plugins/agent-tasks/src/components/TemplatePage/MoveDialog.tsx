import type {
  AgentTaskTemplateVersion,
  TemplateRevocation,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
import { AskDialog, AskState, ReasonField } from '../AskDialog';
import { useMoveVersion } from './useMoveVersion';

/** What people do to a version. */
export type MoveName = 'promote' | 'deprecate' | 'revoke';

/** Says what a move means, asks for its reason, does it. */
export function MoveDialog(props: {
  version: AgentTaskTemplateVersion;
  move: MoveName;
  onClose(): void;
  /** With what a revocation has done, where it was one. */
  onDone(revocation?: TemplateRevocation): void;
}) {
  const { version, move, onClose, onDone } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const { run, running, reasons } = useMoveVersion(version, move);
  const name = { version: version.version };

  const confirm = async () => {
    const done = await run(reason.trim());
    if (done) {
      notify(t(`template.move.${move}.done`, name));
      onDone(done.revocation);
    }
  };

  return (
    <AskDialog
      title={t(`template.move.${move}.title`, name)}
      running={running}
      cancel={t('template.move.cancel')}
      onClose={onClose}
      confirm={{
        label: t(`template.move.${move}.button`),
        color: move === 'revoke' ? 'error' : 'primary',
        disabled: !reason.trim(),
        onClick: () => void confirm(),
      }}
    >
      <Typography variant="body2">{t(`template.move.${move}.does`)}</Typography>
      <ReasonField
        label={t('template.move.reason')}
        helperText={t('template.move.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        disabled={running}
      />
      <AskState
        running={running}
        title={t('template.move.refused')}
        reasons={reasons}
      />
    </AskDialog>
  );
}
