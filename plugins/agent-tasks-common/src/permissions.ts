import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a task in the permission system.
 *
 * @public
 */
export const RESOURCE_TYPE_AGENT_TASK = 'agent-task';

/** Submit a task. @public */
export const agentTaskCreatePermission = createPermission({
  name: 'agentTasks.task.create',
  attributes: { action: 'create' },
});

/** See a task and its prompt. @public */
export const agentTaskReadPermission = createPermission({
  name: 'agentTasks.task.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_AGENT_TASK,
});

/** Queue a new attempt of a task. @public */
export const agentTaskRetryPermission = createPermission({
  name: 'agentTasks.task.retry',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AGENT_TASK,
});

/** Withdraw a task that was not sent yet. @public */
export const agentTaskWithdrawPermission = createPermission({
  name: 'agentTasks.task.withdraw',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AGENT_TASK,
});

/** Decide about a launch whose outcome stayed unknown. @public */
export const agentTaskResolvePermission = createPermission({
  name: 'agentTasks.task.resolve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AGENT_TASK,
});

/** Approve or reject a task; policy decides in which tasks one has a say. @public */
export const agentTaskApprovePermission = createPermission({
  name: 'agentTasks.task.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AGENT_TASK,
});

/** Look after a task that waits: acknowledge it, snooze it or take it over. @public */
export const agentTaskAttendPermission = createPermission({
  name: 'agentTasks.task.attend',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AGENT_TASK,
});

/** See campaigns and their targets. @public */
export const agentTaskCampaignReadPermission = createPermission({
  name: 'agentTasks.campaign.read',
  attributes: { action: 'read' },
});

/** Plan, start, pause, stop and recall campaigns. @public */
export const agentTaskCampaignManagePermission = createPermission({
  name: 'agentTasks.campaign.manage',
  attributes: { action: 'update' },
});

/**
 * Put a target of one's own off, or opt out; who owns the target is checked
 * by the broker.
 *
 * @public
 */
export const agentTaskCampaignOptOutPermission = createPermission({
  name: 'agentTasks.campaign.optOut',
  attributes: { action: 'update' },
});

/** See schedules and their runs. @public */
export const agentTaskScheduleReadPermission = createPermission({
  name: 'agentTasks.schedule.read',
  attributes: { action: 'read' },
});

/** Create, change, enable, disable and run schedules. @public */
export const agentTaskScheduleManagePermission = createPermission({
  name: 'agentTasks.schedule.manage',
  attributes: { action: 'update' },
});

/** See the versions of templates. @public */
export const agentTaskTemplateReadPermission = createPermission({
  name: 'agentTasks.template.read',
  attributes: { action: 'read' },
});

/** Approve a version of a template, or mark it as on its way out. @public */
export const agentTaskTemplateApprovePermission = createPermission({
  name: 'agentTasks.template.approve',
  attributes: { action: 'update' },
});

/** Take a version of a template back for good. @public */
export const agentTaskTemplateRevokePermission = createPermission({
  name: 'agentTasks.template.revoke',
  attributes: { action: 'update' },
});

/** See the health of the automation identities. @public */
export const agentTaskIdentityReadPermission = createPermission({
  name: 'agentTasks.identity.read',
  attributes: { action: 'read' },
});

/** Read, check and export the audit trail. @public */
export const agentTaskAuditReadPermission = createPermission({
  name: 'agentTasks.audit.read',
  attributes: { action: 'read' },
});

/** See agent tasks that were started past the broker. @public */
export const agentTaskBypassReadPermission = createPermission({
  name: 'agentTasks.bypass.read',
  attributes: { action: 'read' },
});

/** Adopt or excuse agent tasks that were started past the broker. @public */
export const agentTaskBypassDecidePermission = createPermission({
  name: 'agentTasks.bypass.decide',
  attributes: { action: 'update' },
});

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const agentTasksPermissions = [
  agentTaskCreatePermission,
  agentTaskReadPermission,
  agentTaskRetryPermission,
  agentTaskWithdrawPermission,
  agentTaskResolvePermission,
  agentTaskApprovePermission,
  agentTaskAttendPermission,
  agentTaskCampaignReadPermission,
  agentTaskCampaignManagePermission,
  agentTaskCampaignOptOutPermission,
  agentTaskScheduleReadPermission,
  agentTaskScheduleManagePermission,
  agentTaskTemplateReadPermission,
  agentTaskTemplateApprovePermission,
  agentTaskTemplateRevokePermission,
  agentTaskIdentityReadPermission,
  agentTaskAuditReadPermission,
  agentTaskBypassReadPermission,
  agentTaskBypassDecidePermission,
];
