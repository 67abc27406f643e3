export { FaultInjector } from './FaultInjector';
export type { FaultEffect, FaultRule, FaultRuleStatus } from './FaultRule';
export { applyFaults } from './applyFaults';
