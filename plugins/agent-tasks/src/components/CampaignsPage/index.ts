export { CampaignsPage } from './CampaignsPage';
export { HealthChip } from './HealthChip';
export { StatusBar } from './StatusBar';
export { groupCounts, statusGroups } from './statusGroups';
export type { StatusGroup } from './statusGroups';
export { useGroupColors } from './useGroupColors';
