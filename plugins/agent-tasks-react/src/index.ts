/**
 * Shared React pieces of the agent-tasks plugin.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './components';
export * from './hooks';
export * from './live';
export * from './time';
export * from './translation';
