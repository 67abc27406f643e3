import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  agentTasksTranslationRef,
  ReasonsList,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import { useId } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { ParametersView } from '../TaskPage/ParametersView';
import { PromptView } from '../TaskPage/PromptView';
import { TargetClashesList } from './TargetClashesList';
import { TargetReview } from './TargetReview';
import { targetName } from './targetName';
import { TargetOutcome } from './TargetOutcome';

/** What a target's task is told, as of now, and what policy says of it. */
export function TargetDialog(props: {
  campaignId: string;
  target: CampaignTarget;
  onClose(): void;
}) {
  const { campaignId, target, onClose } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const api = useApi(agentTasksApiRef);
  const titleId = useId();
  const { value, error, loading } = useAsync(
    () => api.getCampaignTarget(campaignId, target.id),
    [api, campaignId, target.id],
  );
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <DialogTitle id={titleId}>{targetName(target)}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <TargetOutcome target={target} />
          {loading && <LinearProgress />}
          {error && <ReasonsList reasons={reasonsOf(error)} />}
          {value && value.decision.reasons.length > 0 && (
            <ReasonsList
              reasons={value.decision.reasons}
              severity={
                value.decision.result === 'needs-approval' ? 'warning' : 'error'
              }
            />
          )}
          {value?.reviewers && <TargetReview reviewers={value.reviewers} />}
          {value?.clashes && (
            <TargetClashesList
              clashes={value.clashes}
              host={value.repository?.host}
            />
          )}
          {value && <ParametersView parameters={value.parameters} />}
          {value && value.prompt && <PromptView prompt={value.prompt} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('campaign.actions.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
