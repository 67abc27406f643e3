import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { ScheduleRequest } from './schema';

/** `apiVersion` of schedules in the catalog. @public */
export const AGENT_TASK_SCHEDULE_API_VERSION = 'agent-tasks/v1alpha1';
/** `kind` of schedules in the catalog. @public */
export const AGENT_TASK_SCHEDULE_KIND = 'AgentTaskSchedule';

/**
 * What a schedule in the catalog says beside its metadata, whose title and
 * description are the schedule's.
 *
 * @public
 */
export type AgentTaskScheduleSpec = Omit<
  ScheduleRequest,
  'title' | 'description' | 'idempotencyKey'
>;

/**
 * Work that begins by itself at certain times, kept in the catalog.
 *
 * @public
 */
export interface AgentTaskScheduleEntity extends Entity {
  apiVersion: typeof AGENT_TASK_SCHEDULE_API_VERSION;
  kind: typeof AGENT_TASK_SCHEDULE_KIND;
  spec: AgentTaskScheduleSpec & JsonObject;
}
