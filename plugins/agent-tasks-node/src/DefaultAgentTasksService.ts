import {
  AgentTasksClient,
  AgentTasksRequestOptions,
  ApproveTaskRequest,
  ListApprovalsQuery,
  ListTasksQuery,
  RejectTaskRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  AgentTasksService,
  AgentTasksServiceOptions,
} from './AgentTasksService';

/** Asks the broker over HTTP with tokens made from the caller's credentials. */
export class DefaultAgentTasksService implements AgentTasksService {
  readonly #auth: AuthService;
  readonly #client: AgentTasksClient;

  private constructor(auth: AuthService, client: AgentTasksClient) {
    this.#auth = auth;
    this.#client = client;
  }

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DefaultAgentTasksService {
    return new DefaultAgentTasksService(
      options.auth,
      new AgentTasksClient({ discoveryApi: options.discovery }),
    );
  }

  async submitTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.submitTask(request, await this.#request(options));
  }

  async previewTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.previewTask(request, await this.#request(options));
  }

  async listTasks(query: ListTasksQuery, options: AgentTasksServiceOptions) {
    return this.#client.listTasks(query, await this.#request(options));
  }

  async getTaskFacets(
    query: TaskFacetsQuery,
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.getTaskFacets(query, await this.#request(options));
  }

  async getTask(id: string, options: AgentTasksServiceOptions) {
    return this.#client.getTask(id, await this.#request(options));
  }

  async retryTask(
    id: string,
    body: { reason?: string },
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.retryTask(id, body, await this.#request(options));
  }

  async withdrawTask(
    id: string,
    body: { reason?: string },
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.withdrawTask(id, body, await this.#request(options));
  }

  async listApprovals(
    query: ListApprovalsQuery,
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.listApprovals(query, await this.#request(options));
  }

  async approveTask(
    id: string,
    body: ApproveTaskRequest,
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.approveTask(id, body, await this.#request(options));
  }

  async rejectTask(
    id: string,
    body: RejectTaskRequest,
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.rejectTask(id, body, await this.#request(options));
  }

  async listTemplates(
    query: { entityRef?: string },
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.listTemplates(query, await this.#request(options));
  }

  async listTemplateVersions(
    template: { namespace: string; name: string },
    options: AgentTasksServiceOptions,
  ) {
    return this.#client.listTemplateVersions(
      template,
      await this.#request(options),
    );
  }

  async listIdentities(options: AgentTasksServiceOptions) {
    return this.#client.listIdentities(await this.#request(options));
  }

  async #request(
    options: AgentTasksServiceOptions,
  ): Promise<AgentTasksRequestOptions> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'agent-tasks',
    });
    return { token, ...(options.signal && { signal: options.signal }) };
  }
}
