/**
 * Types, states, permissions and the API client of the agent-tasks plugin.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './client';
export * from './permissions';
export * from './schedule';
export * from './schema';
export * from './signals';
export * from './states';
export * from './template';
export * from './text';
