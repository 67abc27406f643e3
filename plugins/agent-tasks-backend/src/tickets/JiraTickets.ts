import type {
  Ticket,
  TicketSystem,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { JiraConfig } from '../config/PolicyConfig';
import { below, requestJson } from './requestJson';

/** Of `GET /rest/api/3/issue/{issueIdOrKey}?fields=summary,status`. */
type JiraIssue = {
  key?: unknown;
  fields?: {
    summary?: unknown;
    status?: { name?: unknown; statusCategory?: { key?: unknown } };
  };
};

/**
 * Issues of Jira by its REST API, version 3. A ticket is open while the
 * category of its status is one of those configured; statuses have names of
 * each project's own, categories do not.
 */
export class JiraTickets implements TicketSystem {
  readonly name = 'Jira';

  static fromConfig(config: JiraConfig): JiraTickets {
    return new JiraTickets(config);
  }

  private constructor(private readonly config: JiraConfig) {}

  async find(
    key: string,
    options: { signal: AbortSignal },
  ): Promise<Ticket | undefined> {
    const { baseUrl, email, token, openCategories } = this.config;
    const url = below(baseUrl, `/rest/api/3/issue/${encodeURIComponent(key)}`);
    url.searchParams.set('fields', 'summary,status');
    const { status, headers, body } = await requestJson(url, {
      system: this.name,
      // an API token of Jira Cloud belongs to an address, one of Data Center to
      // itself
      authorization: email
        ? `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`
        : `Bearer ${token}`,
      signal: options.signal,
    });
    // Jira asks anonymously where it does not know the token, and then finds
    // nothing
    const refused = /FAILED|DENIED/.test(
      headers.get('x-seraph-loginreason') ?? '',
    );
    if (status === 401 || status === 403 || refused) {
      throw new AuthenticationError(
        'Jira refuses the credentials of agentTasks.tickets.system.jira',
      );
    }
    if (status === 404) {
      return undefined;
    }
    const issue = (body ?? {}) as JiraIssue;
    const state = issue.fields?.status;
    const category = state?.statusCategory?.key;
    if (
      status !== 200 ||
      typeof issue.key !== 'string' ||
      typeof state?.name !== 'string' ||
      typeof category !== 'string'
    ) {
      throw new ServiceUnavailableError(
        `Jira answered with status ${status} and no issue`,
      );
    }
    const title = issue.fields?.summary;
    return {
      key: issue.key,
      ...(typeof title === 'string' && title && { title }),
      status: state.name,
      open: openCategories.includes(category),
      url: below(baseUrl, `/browse/${encodeURIComponent(issue.key)}`).href,
    };
  }
}
