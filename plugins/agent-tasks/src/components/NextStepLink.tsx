import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  gitHubUrl,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import OpenInNewIcon from '@mui/icons-material/OpenInNew';
import Button, { ButtonProps } from '@mui/material/Button';
import { useTaskLink } from '../hooks/useTaskLink';

/** What is done on the task's own page, wherever else it could be looked at. */
const inPortal = ['retry', 'approve', 'resolve'];

/** The one thing that a person has to do about a task, where there is one. */
export function NextStepLink(props: {
  task: AgentTask;
  variant?: ButtonProps['variant'];
  /** On the task's own page, what is done there needs no way to it. */
  onTaskPage?: boolean;
}) {
  const { task, variant, onTaskPage } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const taskLink = useTaskLink();
  const { action } = task.nextStep;
  const url = gitHubUrl(task.nextStep.url, task.repository.host);
  const forOthers = action === 'approve' && !task.actions.approve.allowed;
  if (!action || forOthers || (onTaskPage && !url)) {
    return null;
  }
  // what is done in the portal is done on the task's own page
  const away = inPortal.includes(action) ? undefined : url;
  const words = t(`nextStep.${action}`);
  return (
    <Button
      component={Link}
      to={away ?? taskLink(task.id)}
      size={variant ? 'medium' : 'small'}
      variant={variant ?? 'text'}
      endIcon={away && <OpenInNewIcon />}
      aria-label={`${words}: ${task.title}`}
      sx={{
        whiteSpace: 'nowrap',
        flexShrink: 0,
        ml: 'auto',
        textTransform: 'none',
        '&&:hover': { textDecoration: 'none' },
        ...(variant === 'contained' && {
          '&&, &&:hover': { color: 'primary.contrastText' },
        }),
      }}
    >
      {words}
    </Button>
  );
}
