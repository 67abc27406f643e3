import {
  agentTaskPermissionRules,
  agentTaskResourceRef,
  PolicyCheck,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import express from 'express';
import type { Knex } from 'knex';
import { AuditService } from '../audit/AuditService';
import { AuditTrail } from '../audit/AuditTrail';
import { AuthorizedBypass } from '../bypass/AuthorizedBypass';
import { BypassService } from '../bypass/BypassService';
import { readConfig } from '../config/readConfig';
import { openDatabase } from '../database/openDatabase';
import { RepositoryResolver } from '../entities/RepositoryResolver';
import type { FindGitHubTask } from '../launcher/findGitHubTask';
import { IdentityHealth } from '../identities/IdentityHealth';
import { IdentityRegistry } from '../identities/IdentityRegistry';
import { CreditBudgets } from '../limits/CreditBudgets';
import { SubmissionLimits } from '../limits/SubmissionLimits';
import { RequesterTokens } from '../identities/RequesterTokens';
import { TokenCipher } from '../identities/TokenCipher';
import { TaskAuthorizer } from '../permissions/TaskAuthorizer';
import { createBuiltInChecks } from '../policy/checks/createBuiltInChecks';
import { createConfiguredChecks } from '../policy/checks/createConfiguredChecks';
import { createPolicyPorts } from '../policy/createPolicyPorts';
import { PolicyEngine } from '../policy/PolicyEngine';
import type { PolicyPorts } from '../policy/PolicyPorts';
import { AuthorizedProvenance } from '../provenance/AuthorizedProvenance';
import { ProvenanceService } from '../provenance/ProvenanceService';
import { createCampaigns } from '../campaigns/createCampaigns';
import type { GitHubClient } from '../github/GitHubClient';
import { createRouter } from '../router/createRouter';
import { createSchedules } from '../schedules/createSchedules';
import { AgentTaskService } from '../tasks/AgentTaskService';
import { AuthorizedAgentTaskService } from '../tasks/AuthorizedAgentTaskService';
import { RequestResolver } from '../tasks/RequestResolver';
import type { TaskDependencies } from '../tasks/TaskDependencies';
import { TaskReviewer } from '../tasks/TaskReviewer';
import { TemplateLifeCycle } from '../templates/TemplateLifeCycle';
import { TemplateService } from '../templates/TemplateService';
import {
  component,
  group,
  migrateTemplate,
  TEST_HOST,
} from './catalogEntities';

/** Decisions of the permission framework by permission name; allowed without. */
export type TestDecisions = Record<string, PolicyDecision>;

type DecideAll = (
  requests: Array<{ permission: Permission }>,
  options: { credentials: BackstageCredentials },
) => Promise<PolicyDecision[]>;

/**
 * The broker without what talks to GitHub: the real router, services, policy
 * and PostgreSQL, with a catalog in memory and decisions that a test sets.
 */
export async function createTestBroker(options: {
  knex: Knex;
  entities?: Entity[];
  agentTasks?: JsonObject;
  checks?: PolicyCheck[];
  /** Whom configured checks ask; catalog and database unless given. */
  ports?: Partial<PolicyPorts>;
  /** What GitHub has; nothing unless given. */
  findGitHubTask?: FindGitHubTask;
  client?: (identityId: string) => GitHubClient;
  /** Decides where a test has set no decision. */
  decide?(
    permission: Permission,
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision | undefined>;
}) {
  const { knex } = options;
  const database = await openDatabase(mockServices.database({ knex }));
  const rootConfig = new ConfigReader({
    integrations: {
      github: [{ host: TEST_HOST, apiBaseUrl: `https://${TEST_HOST}/api/v3` }],
    },
    agentTasks: {
      identities: [
        {
          id: 'bot',
          host: TEST_HOST,
          token: 'ghp_test',
          repositories: ['acme/*'],
        },
      ],
      repositories: { deny: ['acme/secret*'] },
      ...options.agentTasks,
    },
  });
  const config = readConfig(rootConfig);
  const logger = mockServices.logger.mock();
  const catalog = catalogServiceMock({
    entities: options.entities ?? [
      migrateTemplate(),
      component('orders'),
      component('billing'),
      component('secrets'),
      group('team-a'),
    ],
  });
  const identities = IdentityRegistry.create({ config });
  const repositories = RepositoryResolver.fromConfig(rootConfig);
  const templates = TemplateService.create({
    catalog,
    database,
    repositories,
    tierAnnotation: config.entities.tierAnnotation,
    approval: config.templates.approval,
  });
  const budgets = CreditBudgets.create({
    config: config.policy.budgets,
    database,
  });
  const ports: PolicyPorts = {
    ...createPolicyPorts({
      config: config.policy,
      database,
      auth: mockServices.auth(),
      catalog,
      clients: {
        get: () => {
          throw new Error('There is no GitHub here');
        },
      },
      budgets,
      logger,
    }),
    ...options.ports,
  };
  const policy = PolicyEngine.create({
    checks: [
      ...createBuiltInChecks(config),
      ...createConfiguredChecks(config, ports, logger),
      ...(options.checks ?? []),
    ],
    logger,
  });
  const reviewer = TaskReviewer.create({
    catalog,
    database,
    identities,
    policy,
  });
  const onQueued = jest.fn();
  const dependencies: TaskDependencies = {
    approvals: config.approvals,
    database,
    findGitHubTask:
      options.findGitHubTask ??
      (async () => ({
        problem: { code: 'github-task-not-found', message: 'There is none.' },
      })),
    policy,
    resolver: RequestResolver.create({
      catalog,
      config,
      identities,
      repositories,
      templates,
    }),
    reviewer,
    templates,
    requesterTokens: RequesterTokens.create({
      enabled: config.requesterTokens.enabled,
      cipher: TokenCipher.create(config.encryption.keys),
    }),
    limits: SubmissionLimits.create({
      review: config.policy.review,
      budgets,
    }),
    onQueued,
  };
  const service = AgentTaskService.create(dependencies);

  const decisions: TestDecisions = {};
  const decide: DecideAll = async (requests, { credentials }) =>
    Promise.all(
      requests.map(
        async ({ permission }): Promise<PolicyDecision> =>
          decisions[permission.name] ??
          (await options.decide?.(permission, credentials)) ?? {
            result: AuthorizeResult.ALLOW,
          },
      ),
    );
  const permissions = mockServices.permissions.mock({
    authorize: decide as never,
    authorizeConditional: decide as never,
  });
  const rules = Object.values(agentTaskPermissionRules);
  const permissionsRegistry = {
    getPermissionRuleset: () => ({
      getRuleByName: (name: string) => {
        const rule = rules.find(candidate => candidate.name === name);
        if (!rule) {
          throw new Error(`There is no rule '${name}'`);
        }
        return rule;
      },
    }),
  } as never;
  const authorizer = TaskAuthorizer.create({
    permissions,
    permissionsRegistry,
  });
  const lifeCycle = TemplateLifeCycle.create({
    authorizer,
    config: config.templates,
    database,
    permissions,
    templates,
    onChanged: () => {},
  });
  const authorized = AuthorizedAgentTaskService.create({
    service,
    permissions,
    authorizer,
  });
  const campaigns = createCampaigns({
    database,
    logger,
    auth: mockServices.auth(),
    catalog,
    permissions,
    config,
    identities,
    ports,
    repositories,
    templates,
    tasks: dependencies,
    service,
    authorizer,
    client:
      options.client ??
      (() => {
        throw new Error('There is no GitHub here');
      }),
    onChanged: onQueued,
  });
  const schedules = createSchedules({
    database,
    logger,
    auth: mockServices.auth(),
    catalog,
    permissions,
    config,
    directory: ports.directory,
    templates,
    campaigns: campaigns.service,
    onChanged: onQueued,
  });
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: jest.fn(),
      fail: jest.fn(),
    })),
  });
  const groups: Record<string, string[]> = {};
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async ({ principal }) => {
      const { userEntityRef } = principal as BackstageUserPrincipal;
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...(groups[userEntityRef] ?? [])],
      };
    },
  });
  const trail = AuditTrail.create({ database, logger });
  const app = express();
  app.use(
    createRouter({
      audit: AuditService.create({ database }),
      auditor,
      campaigns: campaigns.campaigns,
      schedules: schedules.schedules,
      bypass: AuthorizedBypass.create({
        service: BypassService.create({ database, onChanged: onQueued }),
        tasks: service,
        permissions,
        authorizer,
      }),
      provenance: AuthorizedProvenance.create({
        service: ProvenanceService.create({ database }),
        authorizer,
      }),
      httpAuth: mockServices.httpAuth(),
      identityHealth: IdentityHealth.create({ knex, identities }),
      lifeCycle,
      logger,
      permissions,
      tasks: authorized,
      templates,
      trail,
      userInfo,
    }),
  );
  return {
    app,
    auditor,
    authorized,
    authorizer,
    campaigns,
    catalog,
    database,
    decisions,
    dependencies,
    lifeCycle,
    /** What users belong to, by their reference. */
    groups,
    logger,
    onQueued,
    reviewer,
    schedules,
    service,
    trail,
    userInfo,
    resourceType: agentTaskResourceRef.resourceType,
  };
}
