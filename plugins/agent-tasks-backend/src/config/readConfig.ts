import { agentTasksAnnotations } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { z } from 'zod';
import { approvalProblems } from './approvalProblems';
import type { AgentTasksConfig } from './AgentTasksConfig';
import { credentialProblems } from './credentialProblems';
import { toCampaignsConfig } from './campaignsSchema';
import { toEscalationConfig } from './escalationSchema';
import { toPolicyConfig } from './policySchema';
import { agentTasksSchema } from './schema';
import { withTokenUrl } from './withTokenUrl';

/**
 * Reads `agentTasks` of app-config.
 *
 * @throws InputError with one sentence for every wrong value: the key's path
 * and what it expects. No value of the configuration is repeated in it.
 */
export function readConfig(config: Config): AgentTasksConfig {
  const result = agentTasksSchema.safeParse(
    config.getOptional('agentTasks') ?? {},
    // what a key expects is known here; what it holds may be a secret
    { reportInput: false },
  );
  const problems = result.success ? [] : result.error.issues.flatMap(describe);
  if (!result.success) {
    throw invalid(problems);
  }

  const { identities, ...rest } = result.data;
  const github = ScmIntegrations.fromConfig(config).github;
  const withUrls = identities.map((identity, index) => {
    const integration = github.byHost(identity.host);
    const apiBaseUrl = integration?.config.apiBaseUrl;
    if (!apiBaseUrl) {
      problems.push(
        `agentTasks.identities[${index}].host expects the host of an entry of integrations.github that has an apiBaseUrl`,
      );
    }
    return withTokenUrl({ ...identity, apiBaseUrl: apiBaseUrl ?? '' });
  });
  problems.push(...credentialProblems(result.data));
  identities.forEach((identity, index) => {
    if (identities.findIndex(other => other.id === identity.id) !== index) {
      problems.push(
        `agentTasks.identities[${index}].id expects an id that no other identity has`,
      );
    }
  });
  if (rest.launch.timeout >= rest.launch.lease) {
    problems.push(
      'agentTasks.launch.timeout expects a duration below agentTasks.launch.lease',
    );
  }
  problems.push(...approvalProblems(rest));
  if (problems.length) {
    throw invalid(problems);
  }

  return {
    admins: rest.admins,
    encryption: rest.encryption,
    requesterTokens: rest.requesterTokens,
    identities: withUrls,
    repositories: rest.repositories,
    defaults: rest.defaults,
    prompts: {
      allowFree: rest.prompts.allowFree,
      maxLength: rest.prompts.maxLength,
    },
    entities: {
      tierAnnotation:
        rest.entities.tierAnnotation ?? agentTasksAnnotations.tier,
    },
    templates: rest.templates,
    tickets: { pattern: rest.tickets.pattern },
    policy: toPolicyConfig(rest),
    approvals: {
      ...(rest.approvals.securityGroup && {
        securityGroup: rest.approvals.securityGroup,
      }),
      expiryMs: rest.approvals.expiry,
      reminderMs: rest.approvals.reminder ?? rest.approvals.expiry / 3,
    },
    concurrency: rest.concurrency,
    launch: { timeoutMs: rest.launch.timeout, leaseMs: rest.launch.lease },
    reconcile: {
      windowMs: rest.reconcile.window,
      afterWindow: rest.reconcile.afterWindow,
    },
    tracking: {
      activeIntervalMs: rest.tracking.activeInterval,
      idleIntervalMs: rest.tracking.idleInterval,
      fullSweepIntervalMs: rest.tracking.fullSweepInterval,
      silentAfterMs: rest.tracking.silentAfter,
      pullRequestIntervalMs: rest.tracking.pullRequestInterval,
    },
    review: {
      markReady: rest.review.markReady,
      maxReadyPerOwner: rest.review.maxReadyPerOwner,
      requestReviewers: rest.review.requestReviewers,
      reviewers: rest.review.reviewers,
      defaultReviewers: rest.review.defaultReviewers,
      labels: rest.review.labels,
      comment: rest.review.comment,
      closeStale: rest.review.closeStale && {
        afterMs: rest.review.closeStale.after,
        warningMs: rest.review.closeStale.warning,
      },
    },
    escalation: toEscalationConfig(rest.escalation),
    campaigns: toCampaignsConfig(rest.campaigns),
    audit: {
      ...(rest.audit.retention !== undefined && {
        retentionMs: rest.audit.retention,
      }),
      anchors: {
        intervalMs: rest.audit.anchors.interval,
        file: rest.audit.anchors.file,
        webhook: rest.audit.anchors.webhook,
      },
    },
    bypass: {
      enabled: rest.bypass.enabled,
      intervalMs: rest.bypass.interval,
      lookBackMs: rest.bypass.lookBack,
    },
    schedules: {
      minIntervalMs: rest.schedules.minInterval,
      catalog: {
        enabled: rest.schedules.catalog.enabled,
        intervalMs: rest.schedules.catalog.interval,
        trusted: rest.schedules.catalog.trusted,
      },
    },
    outcomes: {
      intervalMs: rest.outcomes.interval,
      keepCheckingMs: rest.outcomes.keepChecking,
    },
  };
}

function invalid(problems: string[]): InputError {
  return new InputError(
    `Wrong agent-tasks configuration: ${problems.join('; ')}.`,
  );
}

function describe(issue: z.core.$ZodIssue): string[] {
  const path = ['agentTasks', ...issue.path].reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : `${text}${text && '.'}${String(key)}`,
    '',
  );
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      key => `${path}.${key} is not a key of the configuration`,
    );
  }
  return [`${path} ${issue.message}`];
}
