export type { EntityProblem } from './EntityProblem';
export {
  agentTaskTemplateJsonSchema,
  validateAgentTaskTemplate,
} from './validateAgentTaskTemplate';
export {
  agentTaskScheduleJsonSchema,
  validateAgentTaskSchedule,
} from './validateAgentTaskSchedule';
