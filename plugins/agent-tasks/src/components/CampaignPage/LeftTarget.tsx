import type { CampaignLeftTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { TargetStatusText } from './TargetStatusText';
import { TaskLink } from './TaskLink';

/** What has left, how far it is, and why it would not be found. */
export function LeftTarget(props: { left: CampaignLeftTarget }) {
  const { target, reason, repository } = props.left;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <>
      <Box component="span" sx={{ fontWeight: 500, mr: 1 }}>
        <TaskLink target={target} />
      </Box>
      <TargetStatusText status={target.status} />
      <Box sx={{ color: 'text.secondary' }}>
        {t(`campaign.changes.reasons.${reason}`, {
          repository: repository
            ? `${repository.owner}/${repository.name}`
            : '',
        })}
      </Box>
    </>
  );
}
