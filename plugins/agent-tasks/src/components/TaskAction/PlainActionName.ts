import type { TaskActionName } from '../../hooks/useTaskAction';

/** What is only confirmed, without anything to decide. */
export type PlainActionName = Exclude<TaskActionName, 'resolve'>;
