import type { TemplateRevocation } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTaskListLink } from '../../hooks/useTemplateLink';

const phases = {
  running: ['launching', 'running', 'needs-attention'],
  open: ['in-review'],
  merged: ['done'],
} as const;

/** What a revocation has taken back, and the way to what it came too late for. */
export function RevocationDialog(props: {
  revocation: TemplateRevocation;
  onClose(): void;
}) {
  const { revocation, onClose } = props;
  const { version, withdrawn, beyondReach } = revocation;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const titleId = useId();
  const taskListLink = useTaskListLink();
  const left = (Object.keys(phases) as (keyof typeof phases)[]).filter(
    name => beyondReach[name] > 0,
  );
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <DialogTitle id={titleId}>
        {t('template.revocation.title', { version: version.version })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" gutterBottom>
          {t('template.revocation.withdrawn', { count: withdrawn })}
        </Typography>
        <Typography variant="body2">
          {left.length > 0
            ? t('template.revocation.beyond')
            : t('template.revocation.nothing')}
        </Typography>
        <Box component="ul" sx={{ mt: 0.5, pl: 2.5 }}>
          {left.map(name => (
            <li key={name}>
              <Link
                to={taskListLink({
                  templateDigest: version.digest,
                  phase: [...phases[name]],
                })}
              >
                {t(`template.revocation.${name}`, { count: beyondReach[name] })}
              </Link>
            </li>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('template.move.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
