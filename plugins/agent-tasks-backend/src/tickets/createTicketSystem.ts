import type { TicketSystem } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { TicketSystemConfig } from '../config/PolicyConfig';
import { JiraTickets } from './JiraTickets';
import { ServiceNowTickets } from './ServiceNowTickets';

/** The ticket system of the configuration; undefined where there is none. */
export function createTicketSystem(
  config: TicketSystemConfig | undefined,
): TicketSystem | undefined {
  if (config?.jira) {
    return JiraTickets.fromConfig(config.jira);
  }
  return config?.serviceNow && ServiceNowTickets.fromConfig(config.serviceNow);
}
