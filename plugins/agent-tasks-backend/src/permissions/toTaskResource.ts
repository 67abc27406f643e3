import type { AgentTask } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { AgentTaskResource } from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** The task as permission rules see it. */
export function toTaskResource(task: AgentTask): AgentTaskResource {
  const { id, requestedBy, owner, tier, template, campaignId } = task;
  return {
    id,
    requestedBy,
    ...(owner !== undefined && { owner }),
    ...(tier !== undefined && { tier }),
    ...(template && { template: template.ref }),
    ...(campaignId !== undefined && { campaign: campaignId }),
  };
}
