export { AgentTasksPage } from './AgentTasksPage';
