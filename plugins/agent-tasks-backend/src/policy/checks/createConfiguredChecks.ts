import type { PolicyCheck } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AgentTasksConfig } from '../../config/AgentTasksConfig';
import { ReviewerFinder } from '../../review/ReviewerFinder';
import type { PolicyPorts } from '../PolicyPorts';
import { createCreditsCheck } from './creditsCheck';
import { createCustomAgentCheck } from './customAgentCheck';
import { createFreezeCheck } from './freezeCheck';
import { createGitHubCheck } from './gitHubCheck';
import { createLifecycleCheck } from './lifecycleCheck';
import { createModelCheck } from './modelCheck';
import { createOpenPullsCheck } from './openPullsCheck';
import { createOwnerCheck } from './ownerCheck';
import { createReviewerCheck } from './reviewerCheck';
import { createSecretsCheck } from './secretsCheck';
import { createTicketSystemCheck } from './ticketSystemCheck';
import { createTierTicketCheck } from './tierTicketCheck';
import { createToolsCheck } from './toolsCheck';

/**
 * The checks that the configuration switches on, in the order in which reasons
 * are listed. What is off is not listed in decisions.
 */
export function createConfiguredChecks(
  config: Pick<AgentTasksConfig, 'policy' | 'review' | 'tickets'>,
  ports: PolicyPorts,
  logger: LoggerService,
): PolicyCheck[] {
  const { policy, tickets } = config;
  const { owners, review, budgets } = policy;
  const checks: Array<PolicyCheck | false | undefined> = [
    policy.deniedLifecycles.length > 0 &&
      createLifecycleCheck({ denied: policy.deniedLifecycles }),
    owners.required &&
      createOwnerCheck({
        minMembers: owners.minMembers,
        directory: ports.directory,
      }),
    Object.keys(policy.tiers).length > 0 &&
      createTierTicketCheck({ tiers: policy.tiers }),
    ports.desk &&
      createTicketSystemCheck({
        desk: ports.desk,
        pattern: tickets.pattern,
        logger,
      }),
    policy.models.allow && createModelCheck({ allow: policy.models.allow }),
    policy.customAgents.allow &&
      createCustomAgentCheck({ allow: policy.customAgents.allow }),
    policy.freezes.length > 0 && createFreezeCheck({ freezes: policy.freezes }),
    review.maxOpenPullRequests !== undefined &&
      createOpenPullsCheck({
        max: review.maxOpenPullRequests,
        count: ports.countOpenPulls,
      }),
    (budgets.creditsPerOwner !== undefined ||
      Object.keys(budgets.owners).length > 0) &&
      createCreditsCheck({ budgets: ports.budgets }),
    review.requireReviewer &&
      createReviewerCheck({
        reviewers: new ReviewerFinder({
          directory: ports.directory,
          defaults: config.review.defaultReviewers,
          answersFor: ports.scheduledBy,
        }),
        logins: ports.identityLogins,
      }),
    policy.scanSecrets && createSecretsCheck({ scanner: ports.scanner }),
    policy.preflight.enabled &&
      createGitHubCheck({ preflight: ports.preflight }),
    policy.preflight.enabled &&
      createToolsCheck({ preflight: ports.preflight }),
  ];
  return checks.filter((check): check is PolicyCheck => Boolean(check));
}
