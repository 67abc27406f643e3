export * from './useAgentTask';
export * from './useAgentTaskFacets';
export * from './useAgentTaskIdentities';
export * from './useAgentTasks';
export * from './useAgentTaskTemplate';
export * from './useAgentTaskTemplates';
