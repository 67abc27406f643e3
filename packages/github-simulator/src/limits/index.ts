export { RateLimiter, GITHUB_RATE_LIMITS } from './RateLimiter';
export type { RateLimits } from './RateLimiter';
export { applyLimits } from './applyLimits';
