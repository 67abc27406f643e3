/**
 * Agent tasks in the developer portal: card, tab, pages and the start dialog.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
