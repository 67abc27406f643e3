export { VirtualClock } from './VirtualClock';
export type { ScheduledJob } from './VirtualClock';
export { isoTime } from './isoTime';
