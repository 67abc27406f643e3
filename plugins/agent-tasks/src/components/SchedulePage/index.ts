export { RunCampaign } from './RunCampaign';
export { RunStateChip } from './RunStateChip';
export { ScheduleMoveDialog } from './ScheduleMoveDialog';
export type { ScheduleMove } from './ScheduleMoveDialog';
export { SchedulePage } from './SchedulePage';
