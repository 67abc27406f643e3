/**
 * A stateful GitHub on loopback: agent tasks, repositories, git push, pull
 * requests, GraphQL, webhooks and faults.
 *
 * @packageDocumentation
 */
export { GitHubSimulator } from './GitHubSimulator';
export type { SimulatorOptions } from './SimulatorOptions';
export { VirtualClock } from './clock';
export type { ScheduledJob } from './clock';
export { SimulatorControl } from './control/SimulatorControl';
export type { ControlledPull, ControlledTask } from './control/controlled';
export { FaultInjector } from './faults';
export type { FaultEffect, FaultRule, FaultRuleStatus } from './faults';
export { GITHUB_RATE_LIMITS } from './limits';
export type { RateLimits } from './limits';
export type {
  AgentBehaviour,
  AgentOutcome,
  AgentRule,
} from './agent/AgentBehaviour';
export type { TokenLifetimes } from './oauth';
export type { RecordedRequest } from './recordRequests';
export type { SimulatedAnswer } from './rest/route';
export type {
  SeedApp,
  SeedOrganization,
  SeedPull,
  SeedRefreshToken,
  SeedAgentConfiguration,
  SeedRepository,
  SeedRole,
  SeedTask,
  SeedToken,
  SeedUser,
  SimulatorSeed,
} from './state/SimulatorSeed';
export type { AgentTaskState, TokenKind } from './state/types';
export type { WebhookDelivery, WebhookTarget } from './webhooks/WebhookSender';
export { runCli } from './cli';
