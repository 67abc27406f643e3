import type {
  AgentTasksTicketSystemExtensionPoint,
  TicketSystem,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import { ConflictError } from '@backstage/errors';

/** The ticket system that a module brings, one at most. */
export class TicketSystemSlot implements AgentTasksTicketSystemExtensionPoint {
  #system: TicketSystem | undefined;

  get system(): TicketSystem | undefined {
    return this.#system;
  }

  setTicketSystem(system: TicketSystem): void {
    if (this.#system) {
      throw new ConflictError(
        `There are two ticket systems, ${this.#system.name} and ${system.name}`,
      );
    }
    this.#system = system;
  }
}
