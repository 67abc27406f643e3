export * from './useAgentTask';
export * from './useAgentTaskFacets';
export * from './useAgentTasks';
