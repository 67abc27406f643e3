import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { namesOf } from '../approvals/nameOf';

/** Who looks at a task. */
export type Viewer = {
  /** Entity reference, where it is a person. */
  userRef?: string;
  /** Entity references that the person acts for; absent where they are not known. */
  refs?: string[];
};

/**
 * The task with the approval that the viewer could give: whether policy lets
 * them, whatever their permissions.
 */
export function forViewer<T extends AgentTask>(task: T, viewer: Viewer): T {
  const { approval, actions } = task;
  const reason =
    approval &&
    actions.approve.allowed &&
    reasonAgainst(task, approval, viewer);
  return reason
    ? {
        ...task,
        actions: { ...actions, approve: { allowed: false, reason } },
      }
    : task;
}

function reasonAgainst(
  task: AgentTask,
  approval: NonNullable<AgentTask['approval']>,
  { userRef, refs }: Viewer,
): string | undefined {
  const by = [...new Set(approval.needs.flatMap(need => need.by))];
  if (userRef === undefined) {
    return 'Only people approve, no services.';
  }
  if ([task.requestedBy, approval.askedBy].includes(userRef)) {
    return 'You have asked for this task; somebody else has to decide.';
  }
  if (approval.given.some(({ approver }) => approver === userRef)) {
    return 'You have approved this task; somebody else has to, too.';
  }
  return refs && !refs.some(ref => by.includes(ref))
    ? `Only ${namesOf(by)} may approve this task.`
    : undefined;
}
