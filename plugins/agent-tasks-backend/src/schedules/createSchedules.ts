import type {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { CampaignService } from '../campaigns/CampaignService';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import type { OwnerDirectory } from '../entities/OwnerDirectory';
import type { LoopWatch } from '../loops/LoopWatch';
import type { TemplateService } from '../templates/TemplateService';
import { AuthorizedSchedules } from './AuthorizedSchedules';
import { ScheduleEntities } from './ScheduleEntities';
import { ScheduleKeeper } from './ScheduleKeeper';
import { ScheduleReader } from './ScheduleReader';
import { ScheduleService } from './ScheduleService';

/** The parts of schedules, put together. */
export function createSchedules(options: {
  database: Knex;
  logger: LoggerService;
  watch?: LoopWatch;
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  config: Pick<AgentTasksConfig, 'schedules'>;
  directory: Pick<OwnerDirectory, 'find'>;
  templates: TemplateService;
  campaigns: CampaignService;
  /** Told after commits that made something to tell. */
  onChanged: () => void;
}): {
  schedules: AuthorizedSchedules;
  keeper: ScheduleKeeper;
  entities: ScheduleEntities;
} {
  const keeper = ScheduleKeeper.create(options);
  const service = ScheduleService.create({
    ...options,
    reader: new ScheduleReader(options.database),
    onChanged: () => keeper.poke(),
  });
  return {
    schedules: AuthorizedSchedules.create({ ...options, service }),
    keeper,
    entities: ScheduleEntities.create({
      ...options,
      onChanged: () => {
        keeper.poke();
        options.onChanged();
      },
    }),
  };
}
