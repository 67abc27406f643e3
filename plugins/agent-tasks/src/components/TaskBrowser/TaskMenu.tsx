import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksTranslationRef,
  gitHubUrl,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { TaskActionName, useTaskActionReason } from '../../hooks/useTaskAction';
import { ResolveDialog } from '../ResolveTask';
import { TaskActionDialog } from '../TaskAction';

/** What can be done to one row; what cannot says why. */
export function TaskMenu(props: { task: AgentTask; onChanged(): void }) {
  const { task, onChanged } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [action, setAction] = useState<TaskActionName>();
  const actions: TaskActionName[] =
    task.nextStep.action === 'resolve'
      ? ['resolve', 'retry', 'withdraw']
      : ['retry', 'withdraw'];
  const close = () => setAnchor(undefined);
  const links = [
    { label: t('menu.task'), url: task.githubTask?.url },
    { label: t('menu.pullRequest'), url: task.pullRequest?.url },
    { label: t('menu.repository'), url: task.repository.url },
  ].flatMap(({ label, url }) => {
    const href = gitHubUrl(url, task.repository.host);
    return href ? { label, href } : [];
  });
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('menu.label', { title: task.title })}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? menuId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon fontSize="small" />
      </IconButton>
      {anchor && (
        <Menu
          id={menuId}
          open
          anchorEl={anchor}
          onClose={close}
          MenuListProps={{ dense: true }}
        >
          {actions.map(name => (
            <ActionItem
              key={name}
              task={task}
              action={name}
              onChoose={() => {
                close();
                setAction(name);
              }}
            />
          ))}
          <Divider />
          {links.map(link => (
            <MenuItem
              key={link.label}
              component="a"
              href={link.href}
              target="_blank"
              rel="noopener noreferrer"
              onClick={close}
            >
              {link.label}
            </MenuItem>
          ))}
        </Menu>
      )}
      {action === 'resolve' && (
        <ResolveDialog
          tasks={[task]}
          onClose={() => setAction(undefined)}
          onDone={onChanged}
        />
      )}
      {action && action !== 'resolve' && (
        <TaskActionDialog
          action={action}
          tasks={[task]}
          onClose={() => setAction(undefined)}
          onDone={onChanged}
        />
      )}
    </>
  );
}

function ActionItem(props: {
  task: AgentTask;
  action: TaskActionName;
  onChoose(): void;
}) {
  const { task, action, onChoose, ...item } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const reason = useTaskActionReason(task, action);
  return (
    <MenuItem
      {...item}
      aria-disabled={Boolean(reason)}
      onClick={reason ? undefined : onChoose}
      sx={{
        maxWidth: 340,
        color: reason ? 'text.secondary' : undefined,
      }}
    >
      <ListItemText
        primary={t(`action.${action}.menu`)}
        secondary={reason}
        secondaryTypographyProps={{ variant: 'caption', whiteSpace: 'normal' }}
      />
    </MenuItem>
  );
}
