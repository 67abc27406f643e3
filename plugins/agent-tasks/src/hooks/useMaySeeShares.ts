import {
  agentTaskCampaignOptOutPermission,
  agentTaskCampaignReadPermission,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { usePermission } from '@backstage/plugin-permission-react';

/** Whether the reader may see campaigns, or their own part in them. */
export function useMaySeeShares(): { reads: boolean; allowed: boolean } {
  const { allowed: reads } = usePermission({
    permission: agentTaskCampaignReadPermission,
  });
  const { allowed: owns } = usePermission({
    permission: agentTaskCampaignOptOutPermission,
  });
  return { reads, allowed: reads || owns };
}
