/**
 * The plugin for the legacy frontend system.
 *
 * @packageDocumentation
 */
export * from './legacyPlugin';
export { isAgentCampaignsAvailable } from './isAgentCampaignsAvailable';
export { isAgentTasksAvailable } from './isAgentTasksAvailable';
