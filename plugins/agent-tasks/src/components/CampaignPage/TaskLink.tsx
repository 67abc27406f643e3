import type { CampaignTarget } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { useTaskLink } from '../../hooks/useTaskLink';
import { targetName } from './targetName';

/** A target by name, leading to its task where it has one. */
export function TaskLink(props: { target: CampaignTarget }) {
  const { target } = props;
  const taskLink = useTaskLink();
  return target.task ? (
    <Link component={RouterLink} to={taskLink(target.task.id)}>
      {targetName(target)}
    </Link>
  ) : (
    <>{targetName(target)}</>
  );
}
