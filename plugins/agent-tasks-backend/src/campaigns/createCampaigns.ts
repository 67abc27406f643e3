import type {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { RepositoryResolver } from '../entities/RepositoryResolver';
import type { GitHubClient } from '../github/GitHubClient';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import type { LoopWatch } from '../loops/LoopWatch';
import type { PolicyPorts } from '../policy/PolicyPorts';
import { ReviewerFinder } from '../review/ReviewerFinder';
import type { TaskAuthorizer } from '../permissions/TaskAuthorizer';
import type { TaskDependencies } from '../tasks/TaskDependencies';
import type { TaskService } from '../tasks/TaskService';
import type { TemplateService } from '../templates/TemplateService';
import { AuthorizedCampaigns } from './AuthorizedCampaigns';
import { CampaignComparer } from './changes/CampaignComparer';
import { CampaignExtender } from './changes/CampaignExtender';
import { CampaignKeeper } from './waves/CampaignKeeper';
import { CampaignPlanner } from './planning/CampaignPlanner';
import { CampaignReader } from './CampaignReader';
import { CampaignReminder } from './people/CampaignReminder';
import { CampaignRecaller } from './recall/CampaignRecaller';
import { CampaignReviewers } from './people/CampaignReviewers';
import { CampaignService } from './CampaignService';
import { CampaignShares } from './people/CampaignShares';
import { OwnerDecisions } from './people/OwnerDecisions';
import { CampaignVersionChanger } from './changes/CampaignVersionChanger';
import { launchMinutes } from './planning/launchMinutes';

/** The parts of campaigns, put together. */
export function createCampaigns(options: {
  database: Knex;
  logger: LoggerService;
  watch?: LoopWatch;
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  authorizer: Pick<TaskAuthorizer, 'authorize'>;
  config: Pick<
    AgentTasksConfig,
    | 'campaigns'
    | 'entities'
    | 'escalation'
    | 'identities'
    | 'outcomes'
    | 'policy'
    | 'review'
  >;
  identities: Pick<IdentityRegistry, 'findFor'>;
  ports: Pick<PolicyPorts, 'directory' | 'identityLogins' | 'scheduledBy'>;
  repositories: RepositoryResolver;
  templates: TemplateService;
  tasks: TaskDependencies;
  service: Pick<TaskService, 'getResources'>;
  client: (identityId: string) => GitHubClient;
  /** Told after commits that made something to launch or to tell. */
  onChanged: () => void;
}): {
  campaigns: AuthorizedCampaigns;
  service: CampaignService;
  planner: CampaignPlanner;
  keeper: CampaignKeeper;
} {
  const { tasks, permissions, authorizer, config, ports } = options;
  const planner = CampaignPlanner.create({ ...options, ...tasks });
  const recaller = CampaignRecaller.create(options);
  const comparer = CampaignComparer.create(options);
  const keeper = CampaignKeeper.create({
    ...options,
    recaller,
    reminder: new CampaignReminder({
      ...options,
      reminders: config.campaigns.reminders,
      quietHours: config.escalation.quietHours,
    }),
  });
  const onChanged = () => {
    keeper.poke();
    options.onChanged();
  };
  const changes = {
    comparer,
    extender: CampaignExtender.create({
      ...options,
      ...tasks,
      comparer,
      onChanged,
    }),
    versions: CampaignVersionChanger.create({
      ...tasks,
      ...options,
      onChanged,
    }),
  };
  const service = CampaignService.create({
    ...options,
    planner,
    recaller,
    reader: new CampaignReader({
      ...options,
      keepCheckingMs: config.outcomes.keepCheckingMs,
      launchMinutes: targets =>
        launchMinutes(
          targets,
          config.identities.map(({ limits }) => limits),
        ),
    }),
    reviewers: new CampaignReviewers({
      ...options,
      ...ports,
      review: config.review,
      maxOpenPullRequests: config.policy.review.maxOpenPullRequests,
      finder: new ReviewerFinder({
        directory: ports.directory,
        defaults: config.review.defaultReviewers,
        answersFor: ports.scheduledBy,
      }),
    }),
    onChanged,
  });
  return {
    campaigns: AuthorizedCampaigns.create({
      service,
      changes,
      permissions,
      authorizer,
      tasks: options.service,
      decisions: new OwnerDecisions({
        ...options,
        tierAnnotation: config.entities.tierAnnotation,
        onChanged,
      }),
      shares: new CampaignShares(options),
    }),
    service,
    planner,
    keeper,
  };
}
