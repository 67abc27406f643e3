export { EntityAgentTasksContent } from './EntityAgentTasksContent';
