import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { PersonRef } from '../PersonRef';

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** What the owner of a target has said of it, where that holds. */
export function OwnersWord(props: { target: CampaignTarget }) {
  const { status, deferred, excluded } = props.target;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const said =
    status === 'deferred' && deferred
      ? {
          ...deferred,
          text: t('campaignDecide.deferred', {
            date: date.format(new Date(deferred.until)),
          }),
        }
      : excluded?.optedOut && {
          ...excluded,
          text: t('campaignDecide.optedOut'),
        };
  return said ? (
    <Box
      sx={{
        color: 'text.secondary',
        whiteSpace: 'normal',
        overflowWrap: 'anywhere',
      }}
    >
      {said.text} <PersonRef actor={said.by} />
      {said.reason && `: ${said.reason}`}
    </Box>
  ) : null;
}
