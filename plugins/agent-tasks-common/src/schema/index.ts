export type { components, operations, paths } from './openapi.generated';
export * from './types';
