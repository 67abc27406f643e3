import type {
  AgentTaskTemplateVersion,
  TemplateRevocation,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  ReasonsList,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useNotify } from '../../hooks/useNotify';
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
  const titleId = useId();
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
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      aria-labelledby={titleId}
      onClose={running ? undefined : onClose}
    >
      <DialogTitle id={titleId}>
        {t(`template.move.${move}.title`, name)}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography variant="body2">
            {t(`template.move.${move}.does`)}
          </Typography>
          <TextField
            label={t('template.move.reason')}
            helperText={t('template.move.reasonHelp')}
            value={reason}
            onChange={event => setReason(event.target.value)}
            inputProps={{ maxLength: 1000 }}
            size="small"
            fullWidth
            multiline
            required
            disabled={running}
          />
          {running && <LinearProgress />}
          {reasons.length > 0 && (
            <ReasonsList title={t('template.move.refused')} reasons={reasons} />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={running}>
          {t('template.move.cancel')}
        </Button>
        <Button
          variant="contained"
          color={move === 'revoke' ? 'error' : 'primary'}
          disabled={running || !reason.trim()}
          onClick={() => void confirm()}
        >
          {t(`template.move.${move}.button`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
