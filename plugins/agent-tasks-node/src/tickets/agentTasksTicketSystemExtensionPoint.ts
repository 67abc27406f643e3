import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { TicketSystem } from './TicketSystem';

/**
 * Tells the broker where change tickets are kept.
 *
 * @public
 */
export interface AgentTasksTicketSystemExtensionPoint {
  /**
   * Takes the place of what `agentTasks.tickets.system` configures.
   *
   * @throws ConflictError where another module has set one.
   */
  setTicketSystem(system: TicketSystem): void;
}

/**
 * Extension point for modules that bring a ticket system of their own.
 *
 * @public
 */
export const agentTasksTicketSystemExtensionPoint =
  createExtensionPoint<AgentTasksTicketSystemExtensionPoint>({
    id: 'agent-tasks.ticket-system',
  });
