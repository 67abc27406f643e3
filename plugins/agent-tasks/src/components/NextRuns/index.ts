export { NextRunList } from './NextRunList';
export { NextRunsPreview } from './NextRunsPreview';
export { useNextRuns } from './useNextRuns';
