import type { TicketSystem } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { PolicyConfig } from '../config/PolicyConfig';
import { askTogether } from '../database/askTogether';
import { listIdentityStates } from '../database/operations/identities/listIdentityStates';
import { countOpenPulls } from '../database/operations/limits/countOpenPulls';
import { findScheduledBy } from '../database/operations/schedules/findScheduledBy';
import { OwnerDirectory } from '../entities/OwnerDirectory';
import type { GitHubClients } from '../identities/GitHubClients';
import type { CreditBudgets } from '../limits/CreditBudgets';
import { createTicketSystem } from '../tickets/createTicketSystem';
import { TicketDesk } from '../tickets/TicketDesk';
import type { PolicyPorts } from './PolicyPorts';
import { RepositoryPreflight } from './preflight/RepositoryPreflight';
import { SecretScanner } from './secrets/SecretScanner';

/** The real ones, on the catalog, the database, GitHub and the ticket system. */
export function createPolicyPorts(options: {
  config: PolicyConfig;
  database: Knex;
  auth: AuthService;
  catalog: CatalogService;
  clients: Pick<GitHubClients, 'get'>;
  budgets: CreditBudgets;
  logger: LoggerService;
  /** Of a module; the configured one unless given. */
  ticketSystem?: TicketSystem;
}): PolicyPorts {
  const { config, database, auth, catalog, clients, budgets, logger } = options;
  const system =
    options.ticketSystem ?? createTicketSystem(config.ticketSystem);
  return {
    directory: OwnerDirectory.create({ catalog, auth }),
    ...(system && {
      desk: TicketDesk.create({ system, ...config.ticketCache }),
    }),
    countOpenPulls: askTogether(repositories =>
      countOpenPulls(database, repositories),
    ),
    budgets,
    scheduledBy: actor => findScheduledBy(database, actor),
    identityLogins: askTogether(async questions => {
      const states = await listIdentityStates(database, [
        ...new Set(questions.flat()),
      ]);
      return questions.map(ids =>
        states.flatMap(({ identity_id: id, login }) =>
          ids.includes(id) ? login ?? [] : [],
        ),
      );
    }),
    scanner: new SecretScanner(),
    preflight: RepositoryPreflight.create({
      clients,
      knex: database,
      logger,
      cacheMs: config.preflight.cacheMs,
    }),
  };
}
