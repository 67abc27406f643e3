export * from './useAgentTask';
export * from './useAgentTaskFacets';
export * from './useAgentTaskIdentities';
export * from './useAgentTasks';
export * from './useAuditEvents';
export * from './useAgentTaskTemplate';
export * from './useAgentTaskTemplates';
