export { EntityAgentTasksCard } from './EntityAgentTasksCard';
