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
import type { LoopWatch } from '../loops/LoopWatch';
import type { TaskDependencies } from '../tasks/TaskDependencies';
import type { TemplateService } from '../templates/TemplateService';
import { AuthorizedCampaigns } from './AuthorizedCampaigns';
import { CampaignComparer } from './CampaignComparer';
import { CampaignExtender } from './CampaignExtender';
import { CampaignKeeper } from './CampaignKeeper';
import { CampaignPlanner } from './CampaignPlanner';
import { CampaignReader } from './CampaignReader';
import { CampaignRecaller } from './CampaignRecaller';
import { CampaignService } from './CampaignService';
import { CampaignVersionChanger } from './CampaignVersionChanger';
import { launchMinutes } from './launchMinutes';

/** The parts of campaigns, put together. */
export function createCampaigns(options: {
  database: Knex;
  logger: LoggerService;
  watch?: LoopWatch;
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  config: Pick<AgentTasksConfig, 'entities' | 'identities' | 'outcomes'>;
  repositories: RepositoryResolver;
  templates: TemplateService;
  tasks: TaskDependencies;
  client: (identityId: string) => GitHubClient;
  /** Told after commits that made something to launch or to tell. */
  onChanged: () => void;
}): {
  campaigns: AuthorizedCampaigns;
  service: CampaignService;
  planner: CampaignPlanner;
  keeper: CampaignKeeper;
} {
  const { tasks, permissions, config } = options;
  const planner = CampaignPlanner.create({ ...options, ...tasks });
  const recaller = CampaignRecaller.create(options);
  const comparer = CampaignComparer.create(options);
  const keeper = CampaignKeeper.create({ ...options, recaller });
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
    onChanged,
  });
  return {
    campaigns: AuthorizedCampaigns.create({ service, changes, permissions }),
    service,
    planner,
    keeper,
  };
}
