export { AgentTaskTemplateProcessor } from './AgentTaskTemplateProcessor';
