/**
 * The entity kinds `AgentTaskTemplate` and `AgentTaskSchedule`.
 *
 * @packageDocumentation
 */
export * from './processor';
export * from './validation';
export { catalogModuleAgentTasks as default } from './module';
