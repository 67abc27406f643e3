export type { TemplateProblem } from './TemplateProblem';
export {
  agentTaskTemplateJsonSchema,
  validateAgentTaskTemplate,
} from './validateAgentTaskTemplate';
