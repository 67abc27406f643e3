import {
  agentTaskAttendPermission,
  agentTaskCampaignOptOutPermission,
  agentTaskCreatePermission,
  agentTaskReadPermission,
  agentTaskRetryPermission,
  agentTaskTemplateReadPermission,
  agentTaskWithdrawPermission,
  RESOURCE_TYPE_AGENT_TASK,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

/** The group that looks after agent tasks. */
export const AGENT_TASK_ADMINS = 'group:default/platform';

const forTeams = [
  agentTaskCreatePermission,
  agentTaskTemplateReadPermission,
  // about what they own, as the broker checks
  agentTaskCampaignOptOutPermission,
];
const forRequesters = [
  agentTaskReadPermission,
  agentTaskRetryPermission,
  agentTaskWithdrawPermission,
  agentTaskAttendPermission,
];

/**
 * Who may do what with agent tasks:
 *
 * - administrators everything;
 * - whoever belongs to a team may start tasks;
 * - a task is its requester's to see, retry, withdraw and look after;
 * - and everything about it is the owner's of the entity, who may also put its
 *   part in a campaign off, or opt out;
 * - the rest, and what later versions bring, is the administrators'.
 *
 * @returns undefined about permissions of other plugins.
 */
export function decideAboutAgentTasks(
  permission: Permission,
  user: BackstageUserInfo | undefined,
): PolicyDecision | undefined {
  if (!permission.name.startsWith('agentTasks.')) {
    return undefined;
  }
  const claims = user?.ownershipEntityRefs ?? [];
  if (claims.includes(AGENT_TASK_ADMINS)) {
    return { result: AuthorizeResult.ALLOW };
  }
  if (!user || !claims.some(ref => ref.startsWith('group:'))) {
    return { result: AuthorizeResult.DENY };
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_AGENT_TASK)) {
    const owns = agentTaskConditions.isEntityOwner({ claims });
    const asked = agentTaskConditions.isRequester({
      userRefs: [user.userEntityRef],
    });
    return createAgentTaskConditionalDecision(
      permission,
      among(permission, forRequesters) ? { anyOf: [asked, owns] } : owns,
    );
  }
  return {
    result: among(permission, forTeams)
      ? AuthorizeResult.ALLOW
      : AuthorizeResult.DENY,
  };
}

function among(permission: Permission, permissions: Permission[]): boolean {
  return permissions.some(candidate => isPermission(permission, candidate));
}
