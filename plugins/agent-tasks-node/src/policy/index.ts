export * from './agentTasksPolicyExtensionPoint';
export * from './PolicyCheck';
