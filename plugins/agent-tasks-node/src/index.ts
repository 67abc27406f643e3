/**
 * Service reference, extension points, permission rules and test mocks of the
 * agent-tasks backend plugin.
 *
 * @packageDocumentation
 */
export * from './AgentTasksService';
export * from './agentTasksServiceRef';
export * from './audit';
export * from './outcomes';
export * from './permissions';
export * from './policy';
export * from './review';
export * from './testUtils';
export * from './tickets';
