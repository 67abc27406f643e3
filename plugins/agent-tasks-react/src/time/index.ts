export { useNow } from './useNow';
export { useTimeFormat } from './useTimeFormat';
export type { TimeFormat } from './useTimeFormat';
