import type { OpenPulls } from '../database/operations/limits/countOpenPulls';
import type { OwnerDirectory } from '../entities/OwnerDirectory';
import type { RepositoryName } from '../identities/IdentityRegistry';
import type { CreditBudgets } from '../limits/CreditBudgets';
import type { TicketDesk } from '../tickets/TicketDesk';
import type { RepositoryPreflight } from './preflight/RepositoryPreflight';
import type { SecretScanner } from './secrets/SecretScanner';

/**
 * Whom checks ask for what a request does not say itself. Each answers from
 * memory or within a time, and throws where it does not know.
 */
export type PolicyPorts = {
  directory: Pick<OwnerDirectory, 'find'>;
  /** Where there is a ticket system. */
  desk?: Pick<TicketDesk, 'find' | 'name'>;
  countOpenPulls: (repository: RepositoryName) => Promise<OpenPulls>;
  budgets: Pick<CreditBudgets, 'look'>;
  /** Who answers for the schedule that an actor is, where it is one. */
  scheduledBy: (actor: string) => Promise<string | undefined>;
  identityLogins: (identityIds: string[]) => Promise<string[]>;
  scanner: Pick<SecretScanner, 'scan'>;
  preflight: Pick<RepositoryPreflight, 'ask' | 'askConfiguration'>;
};
