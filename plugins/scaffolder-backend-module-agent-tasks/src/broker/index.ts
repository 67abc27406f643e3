export { assertGoingWell } from './assertGoingWell';
export { BrokerSession } from './BrokerSession';
export { systemClock } from './Clock';
export type { Clock } from './Clock';
export { followTask } from './followTask';
export type { WaitFor } from './followTask';
export { isRefusal, logReasons } from './refusals';
export { submissionKey } from './submissionKey';
