import type { AgentTaskApproval } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  RelativeTime,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@mui/material/Typography';
import { Fragment } from 'react';

/** Who has agreed so far, and until when the task waits for the rest. */
export function ApprovalState(props: { approval: AgentTaskApproval }) {
  const { given, expiresAt } = props.approval;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
      {given.length > 0 && (
        <>
          {t('approval.given')}{' '}
          {given.map(({ approver }, index) => (
            <Fragment key={approver}>
              {index > 0 && ', '}
              <EntityRefLink entityRef={approver} hideIcon />
            </Fragment>
          ))}
          {' · '}
        </>
      )}
      {t('approval.expires')} <RelativeTime at={expiresAt} />
    </Typography>
  );
}
