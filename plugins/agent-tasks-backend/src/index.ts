/**
 * The governed broker between Backstage and GitHub's Agent Tasks API.
 *
 * @packageDocumentation
 */
export { agentTasksPlugin as default } from './plugin';
