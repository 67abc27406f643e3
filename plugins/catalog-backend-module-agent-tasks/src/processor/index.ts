export { AgentTaskTemplateProcessor } from './AgentTaskTemplateProcessor';
export { AgentTaskScheduleProcessor } from './AgentTaskScheduleProcessor';
