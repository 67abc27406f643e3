import { agentTasksPermissions } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTaskPermissionRules,
  agentTaskResourceRef,
  agentTasksOutcomeExtensionPoint,
  agentTasksPolicyExtensionPoint,
  agentTasksReviewExtensionPoint,
  agentTasksTicketSystemExtensionPoint,
  OutcomeCheck,
  PolicyCheck,
  PullRequestAssigner,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { AuditKeeper } from './audit/AuditKeeper';
import { AuditService } from './audit/AuditService';
import { registerTaskActions } from './actions/registerTaskActions';
import { ApprovalKeeper } from './approvals/ApprovalKeeper';
import { AuditTrail } from './audit/AuditTrail';
import { AuthorizedBypass } from './bypass/AuthorizedBypass';
import { BypassService } from './bypass/BypassService';
import { BypassWatch } from './bypass/BypassWatch';
import { GovernedRepositories } from './bypass/GovernedRepositories';
import { readConfig } from './config/readConfig';
import { openDatabase } from './database/openDatabase';
import { EscalationKeeper } from './escalation/EscalationKeeper';
import { Responsibles } from './escalation/Responsibles';
import { RepositoryResolver } from './entities/RepositoryResolver';
import { AnswerRecorder } from './identities/AnswerRecorder';
import { GitHubClients } from './identities/GitHubClients';
import { createCredentials } from './identities/IdentityCredentials';
import { IdentityHealth } from './identities/IdentityHealth';
import { IdentityKeeper } from './identities/IdentityKeeper';
import { IdentityRegistry } from './identities/IdentityRegistry';
import { RequesterTokens } from './identities/RequesterTokens';
import { TokenCipher } from './identities/TokenCipher';
import { createFindGitHubTask } from './launcher/findGitHubTask';
import { LaunchEngine } from './launcher/LaunchEngine';
import { CreditBudgets } from './limits/CreditBudgets';
import { SubmissionLimits } from './limits/SubmissionLimits';
import { LoopWatch } from './loops/LoopWatch';
import { OutcomeKeeper } from './outcomes/OutcomeKeeper';
import { OutboxPublisher } from './outbox/OutboxPublisher';
import { TaskAuthorizer } from './permissions/TaskAuthorizer';
import { createBuiltInChecks } from './policy/checks/createBuiltInChecks';
import { createConfiguredChecks } from './policy/checks/createConfiguredChecks';
import { createLaunchGuard } from './policy/createLaunchGuard';
import { createPolicyPorts } from './policy/createPolicyPorts';
import { createFindAgentFile } from './policy/preflight/createFindAgentFile';
import { PolicyEngine } from './policy/PolicyEngine';
import { AuthorizedProvenance } from './provenance/AuthorizedProvenance';
import { ProvenanceService } from './provenance/ProvenanceService';
import { RetryKeeper } from './retries/RetryKeeper';
import { ReviewRouter } from './review/ReviewRouter';
import { createCampaigns } from './campaigns/createCampaigns';
import { createRouter } from './router/createRouter';
import { createSchedules } from './schedules/createSchedules';
import { AgentTaskService } from './tasks/AgentTaskService';
import { AuthorizedAgentTaskService } from './tasks/AuthorizedAgentTaskService';
import { RequestResolver } from './tasks/RequestResolver';
import type { TaskDependencies } from './tasks/TaskDependencies';
import { TaskReviewer } from './tasks/TaskReviewer';
import { TicketSystemSlot } from './tickets/TicketSystemSlot';
import { RevocationKeeper } from './templates/RevocationKeeper';
import { TemplateLifeCycle } from './templates/TemplateLifeCycle';
import { TemplateService } from './templates/TemplateService';
import { createTelemetry } from './telemetry/createTelemetry';
import { observeBroker } from './telemetry/observeBroker';
import { Tracker } from './tracker/Tracker';

/**
 * The agent-tasks backend plugin.
 *
 * @public
 */
export const agentTasksPlugin = createBackendPlugin({
  pluginId: 'agent-tasks',
  register(env) {
    const addedChecks: PolicyCheck[] = [];
    env.registerExtensionPoint(agentTasksPolicyExtensionPoint, {
      addChecks: (...checks) => addedChecks.push(...checks),
    });
    const assigners: PullRequestAssigner[] = [];
    env.registerExtensionPoint(agentTasksReviewExtensionPoint, {
      addAssigners: (...added) => assigners.push(...added),
    });
    const outcomeChecks: OutcomeCheck[] = [];
    env.registerExtensionPoint(agentTasksOutcomeExtensionPoint, {
      addChecks: (...checks) => outcomeChecks.push(...checks),
    });
    const addedTicketSystem = new TicketSystemSlot();
    env.registerExtensionPoint(
      agentTasksTicketSystemExtensionPoint,
      addedTicketSystem,
    );

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, catalog, events, lifecycle, logger, signals } = deps;
        const config = readConfig(deps.rootConfig);
        const database = await openDatabase(deps.database);

        // how it is going
        const { metrics } = deps;
        const telemetry = createTelemetry(metrics);
        const watch = new LoopWatch({ logger, metrics });

        // who works at GitHub
        const identities = IdentityRegistry.create({ config });
        observeBroker({ metrics, knex: database, logger, identities });
        const recorder = new AnswerRecorder({
          knex: database,
          logger,
          telemetry,
        });
        const cipher = TokenCipher.create(config.encryption.keys);
        const requesterTokens = RequesterTokens.create({
          enabled: config.requesterTokens.enabled,
          cipher,
        });
        const clients = GitHubClients.create({
          identities,
          recorder,
          logger,
          credentials: identity =>
            createCredentials(identity, { knex: database, cipher, logger }),
        });

        // what is asked for, and whether it may be done
        const repositories = RepositoryResolver.fromConfig(deps.rootConfig);
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
        const ports = createPolicyPorts({
          config: config.policy,
          database,
          auth,
          catalog,
          clients,
          budgets,
          logger,
          ticketSystem: addedTicketSystem.system,
        });
        const policy = PolicyEngine.create({
          checks: [
            ...createBuiltInChecks(config),
            ...createConfiguredChecks(config, ports, logger),
            ...addedChecks,
          ],
          logger,
        });
        const reviewer = TaskReviewer.create({
          catalog,
          database,
          identities,
          policy,
        });

        // from the request to GitHub and back, and to those who want to know
        const publisher = OutboxPublisher.create({
          knex: database,
          admins: config.admins,
          logger,
          watch,
          signals,
          events,
          notifications: deps.notifications,
        });
        const keeper = IdentityKeeper.create({
          knex: database,
          identities,
          cipher,
          logger,
          onNews: () => publisher.poke(),
        });
        const reviewRouter = ReviewRouter.create({
          knex: database,
          logger,
          watch,
          review: config.review,
          identities,
          clients,
          directory: ports.directory,
          assigners,
          appUrl: deps.rootConfig.getOptionalString('app.baseUrl'),
          onChanged: () => publisher.poke(),
        });
        const tracker = Tracker.create({
          knex: database,
          logger,
          telemetry,
          watch,
          identities,
          clients,
          tracking: config.tracking,
          events,
          onChanged: () => {
            publisher.poke();
            reviewRouter.poke();
          },
        });
        const engine = LaunchEngine.create({
          config,
          knex: database,
          logger,
          telemetry,
          watch,
          identities,
          clients,
          guard: createLaunchGuard({ auth, reviewer }),
          findAgentFile: createFindAgentFile({
            preflight: ports.preflight,
            logger,
          }),
          requesterTokens,
          onChanged: () => publisher.poke(),
        });

        const auditKeeper = AuditKeeper.create({
          knex: database,
          config: config.audit,
          auditor: deps.auditor,
          logger,
          watch,
          events,
        });
        const revocations = RevocationKeeper.create({
          knex: database,
          logger,
          watch,
          onChanged: () => publisher.poke(),
        });

        // what was started past all of this
        const bypassWatch = BypassWatch.create({
          knex: database,
          logger,
          watch,
          identities,
          clients,
          governed: GovernedRepositories.create({
            auth,
            catalog,
            knex: database,
            identities,
            resolver: repositories,
            rules: config.repositories,
            tierAnnotation: config.entities.tierAnnotation,
            intervalMs: config.bypass.intervalMs,
          }),
          bypass: config.bypass,
          onFound: () => publisher.poke(),
        });

        const approvals = ApprovalKeeper.create({
          knex: database,
          logger,
          watch,
          onNews: () => publisher.poke(),
        });

        const escalations = EscalationKeeper.create({
          knex: database,
          logger,
          watch,
          config: config.escalation,
          responsibles: new Responsibles({
            catalog,
            auth,
            admins: config.admins,
            tierAnnotation: config.entities.tierAnnotation,
          }),
          onNews: () => publisher.poke(),
        });

        const dependencies: TaskDependencies = {
          approvals: config.approvals,
          database,
          findGitHubTask: createFindGitHubTask({
            knex: database,
            identities,
            clients,
          }),
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
          requesterTokens,
          limits: SubmissionLimits.create({
            review: config.policy.review,
            budgets,
          }),
          onQueued: () => {
            engine.poke();
            publisher.poke();
          },
        };
        const service = AgentTaskService.create(dependencies);
        const retries = RetryKeeper.create({
          tasks: dependencies,
          auth,
          logger,
          watch,
        });

        // who may
        deps.permissionsRegistry.addResourceType({
          resourceRef: agentTaskResourceRef,
          permissions: agentTasksPermissions,
          rules: Object.values(agentTaskPermissionRules),
          getResources: ids => service.getResources(ids),
        });
        const authorizer = TaskAuthorizer.create(deps);
        const tasks = AuthorizedAgentTaskService.create({
          service,
          permissions: deps.permissions,
          authorizer,
        });

        const campaigns = createCampaigns({
          ...deps,
          database,
          config,
          identities,
          ports,
          repositories,
          templates,
          watch,
          tasks: dependencies,
          service,
          authorizer,
          client: id => clients.get(id),
          onChanged: () => {
            engine.poke();
            publisher.poke();
          },
        });

        const schedules = createSchedules({
          ...deps,
          database,
          config,
          directory: ports.directory,
          templates,
          campaigns: campaigns.service,
          watch,
          onChanged: () => publisher.poke(),
        });

        const outcomes = OutcomeKeeper.create({
          ...deps,
          database,
          config,
          watch,
          identities,
          client: id => clients.get(id),
          checks: outcomeChecks,
        });

        const trail = AuditTrail.create({ database, logger });
        registerTaskActions({
          ...deps,
          campaigns: campaigns.campaigns,
          tasks,
          trail,
        });
        deps.httpRouter.use(
          createRouter({
            ...deps,
            audit: AuditService.create({ database }),
            campaigns: campaigns.campaigns,
            schedules: schedules.schedules,
            bypass: AuthorizedBypass.create({
              service: BypassService.create({
                database,
                onChanged: () => publisher.poke(),
              }),
              tasks: service,
              permissions: deps.permissions,
              authorizer,
            }),
            provenance: AuthorizedProvenance.create({
              service: ProvenanceService.create({ database }),
              authorizer,
            }),
            identityHealth: IdentityHealth.create({
              knex: database,
              identities,
            }),
            tasks,
            lifeCycle: TemplateLifeCycle.create({
              authorizer,
              config: config.templates,
              database,
              permissions: deps.permissions,
              templates,
              onChanged: () => publisher.poke(),
            }),
            templates,
            trail,
          }),
        );

        // whoever tells of the work of others begins and ends after them
        const workers = [
          engine,
          tracker,
          reviewRouter,
          keeper,
          revocations,
          bypassWatch,
          approvals,
          escalations,
          retries,
          campaigns.planner,
          campaigns.keeper,
          schedules.entities,
          schedules.keeper,
          outcomes,
          publisher,
          auditKeeper,
        ];
        lifecycle.addStartupHook(async () => {
          watch.start();
          for (const worker of workers) {
            await worker.start();
          }
        });
        lifecycle.addShutdownHook(async () => {
          for (const worker of workers) {
            await worker.stop();
          }
          watch.stop();
        });
      },
    });
  },
});
