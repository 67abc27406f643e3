/**
 * The plugin for the legacy frontend system.
 *
 * @packageDocumentation
 */
export * from './legacyPlugin';
export { isAgentTasksAvailable } from './isAgentTasksAvailable';
