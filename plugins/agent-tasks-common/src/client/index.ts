export * from './AgentTasksApi';
export * from './AgentTasksClient';
export * from './RefusalError';
