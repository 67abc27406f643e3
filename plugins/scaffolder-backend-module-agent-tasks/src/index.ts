/**
 * Scaffolder actions that submit agent tasks through the broker.
 *
 * @packageDocumentation
 */
export { scaffolderModuleAgentTasks as default } from './module';
