export type { LiveResult } from './useLiveQuery';
