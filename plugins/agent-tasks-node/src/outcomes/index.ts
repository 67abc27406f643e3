export * from './agentTasksOutcomeExtensionPoint';
export * from './OutcomeCheck';
