export * from './agentTasksApiRef';
