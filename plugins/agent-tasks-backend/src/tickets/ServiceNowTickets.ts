import type {
  Ticket,
  TicketSystem,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ServiceNowConfig } from '../config/PolicyConfig';
import { below, requestJson } from './requestJson';

// a number such as CHG0030001; anything else could say more in sysparm_query
const NUMBER = /^[A-Za-z0-9]{1,40}$/;

/** A field with `sysparm_display_value=all`. */
type Field = { value?: unknown; display_value?: unknown };

type ChangeRequest = {
  number?: Field;
  short_description?: Field;
  state?: Field;
  approval?: Field;
};

/**
 * Change requests of ServiceNow by its Table API. A ticket is open while its
 * state is one of those configured and, unless configured otherwise, it is
 * approved.
 */
export class ServiceNowTickets implements TicketSystem {
  readonly name = 'ServiceNow';

  static fromConfig(config: ServiceNowConfig): ServiceNowTickets {
    return new ServiceNowTickets(config);
  }

  private constructor(private readonly config: ServiceNowConfig) {}

  async find(
    key: string,
    options: { signal: AbortSignal },
  ): Promise<Ticket | undefined> {
    if (!NUMBER.test(key)) {
      return undefined;
    }
    const { baseUrl, username, password } = this.config;
    const url = below(baseUrl, '/api/now/table/change_request');
    url.searchParams.set('sysparm_query', `number=${key}`);
    url.searchParams.set('sysparm_limit', '1');
    url.searchParams.set('sysparm_display_value', 'all');
    url.searchParams.set(
      'sysparm_fields',
      'number,short_description,state,approval',
    );
    const { status, body } = await requestJson(url, {
      system: this.name,
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString(
        'base64',
      )}`,
      signal: options.signal,
    });
    if (status === 401 || status === 403) {
      throw new AuthenticationError(
        'ServiceNow refuses the credentials of agentTasks.tickets.system.serviceNow',
      );
    }
    const { result } = (body ?? {}) as { result?: unknown };
    if (status !== 200 || !Array.isArray(result)) {
      throw new ServiceUnavailableError(
        `ServiceNow answered with status ${status} and no list`,
      );
    }
    const [change] = result as ChangeRequest[];
    return change && this.toTicket(change);
  }

  private toTicket(change: ChangeRequest): Ticket {
    const number = textOf(change.number?.value);
    const state = textOf(change.state?.value);
    if (!number || state === undefined) {
      throw new ServiceUnavailableError(
        'ServiceNow answered a change request without number or state',
      );
    }
    const { baseUrl, openStates, approved } = this.config;
    const isApproved = textOf(change.approval?.value) === 'approved';
    const title = textOf(change.short_description?.value);
    const shown = [change.state, change.approval].flatMap(
      field => textOf(field?.display_value) ?? [],
    );
    const page = below(baseUrl, '/nav_to.do');
    page.searchParams.set(
      'uri',
      `change_request.do?sysparm_query=number=${number}`,
    );
    return {
      key: number,
      ...(title && { title }),
      status: shown.join(', ') || state,
      open: openStates.includes(state) && (isApproved || !approved),
      url: page.href,
    };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
