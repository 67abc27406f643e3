/**
 * The `AgentTaskTemplate` entity kind for the software catalog.
 *
 * @packageDocumentation
 */
export * from './processor';
export * from './validation';
export { catalogModuleAgentTasks as default } from './module';
