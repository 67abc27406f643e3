export * from './agentTaskResourceRef';
export * from './conditions';
export * from './rules';
