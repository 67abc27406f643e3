import createClient, { Client } from 'openapi-fetch';
import type {
  CampaignExportFormat,
  CampaignExtendRequest,
  CampaignGateRequest,
  CampaignRecallRequest,
  CampaignRequest,
  CampaignRetryRequest,
  CampaignTargetFilters,
  CampaignVersionRequest,
  ExcludeTargetsRequest,
  IncludeTargetsRequest,
  DeferTargetRequest,
  ListCampaignSharesQuery,
  ListCampaignsQuery,
  OptOutTargetRequest,
  ListCampaignTargetsQuery,
  ListScheduleRunsQuery,
  ListSchedulesQuery,
  ScheduleRequest,
  ScheduleTimes,
  AdoptBypassRequest,
  AgentTaskDetail,
  AgentTaskPreview,
  ExcuseBypassRequest,
  ExportAuditEventsQuery,
  FollowUpTaskRequest,
  ListAuditEventsQuery,
  ListBypassFindingsQuery,
  ApproveTaskRequest,
  AttendTaskRequest,
  ListApprovalsQuery,
  ListTasksQuery,
  ListTemplatesQuery,
  paths,
  ProvenanceExportFormat,
  ProvenanceQuery,
  RejectTaskRequest,
  ResolveTasksRequest,
  RetryTaskRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
  VerifyAuditEventsQuery,
} from '../schema';
import type {
  AgentTasksApi,
  AgentTasksRequestOptions,
  TemplateVersionName,
} from './AgentTasksApi';
import { RefusalError } from './RefusalError';

/**
 * Client of the broker's REST API, for browsers and backends alike.
 *
 * @public
 */
export class AgentTasksClient implements AgentTasksApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: globalThis.fetch };
  }

  async submitTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail> {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks', {
        body: request,
        ...requestInit(options),
      }),
    ) as AgentTaskDetail;
  }

  async previewTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskPreview> {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks', {
        body: { ...request, dryRun: true },
        ...requestInit(options),
      }),
    ) as AgentTaskPreview;
  }

  async listTasks(query?: ListTasksQuery, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/tasks', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async getTaskFacets(
    query?: TaskFacetsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/tasks/facets', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async getTask(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/tasks/{id}', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async retryTask(
    id: string,
    body: RetryTaskRequest = {},
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks/{id}/retry', {
        params: { path: { id } },
        body,
        ...requestInit(options),
      }),
    );
  }

  async followUpTask(
    id: string,
    body: FollowUpTaskRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks/{id}/follow-up', {
        params: { path: { id } },
        body,
        ...requestInit(options),
      }),
    );
  }

  async withdrawTask(
    id: string,
    body: { reason?: string } = {},
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks/{id}/withdraw', {
        params: { path: { id } },
        body,
        ...requestInit(options),
      }),
    );
  }

  async resolveTasks(
    request: ResolveTasksRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    const { items } = unwrap(
      await client.POST('/v1/tasks/resolve', {
        body: request,
        ...requestInit(options),
      }),
    );
    return items;
  }

  async listApprovals(
    query?: ListApprovalsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/approvals', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async approveTask(
    id: string,
    body: ApproveTaskRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks/{id}/approve', {
        params: { path: { id } },
        body,
        ...requestInit(options),
      }),
    );
  }

  async rejectTask(
    id: string,
    body: RejectTaskRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks/{id}/reject', {
        params: { path: { id } },
        body,
        ...requestInit(options),
      }),
    );
  }

  async attendTask(
    id: string,
    body: AttendTaskRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/tasks/{id}/attend', {
        params: { path: { id } },
        body,
        ...requestInit(options),
      }),
    );
  }

  async listTemplates(
    query?: ListTemplatesQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    const { items } = unwrap(
      await client.GET('/v1/templates', {
        params: { query },
        ...requestInit(options),
      }),
    );
    return items;
  }

  async listTemplateVersions(
    template: { namespace: string; name: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    const { items } = unwrap(
      await client.GET('/v1/templates/{namespace}/{name}/versions', {
        params: { path: template },
        ...requestInit(options),
      }),
    );
    return items;
  }

  async promoteTemplateVersion(
    version: TemplateVersionName,
    body: { reason: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST(
        '/v1/templates/{namespace}/{name}/versions/{digest}/promote',
        { params: { path: version }, body, ...requestInit(options) },
      ),
    );
  }

  async deprecateTemplateVersion(
    version: TemplateVersionName,
    body: { reason: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST(
        '/v1/templates/{namespace}/{name}/versions/{digest}/deprecate',
        { params: { path: version }, body, ...requestInit(options) },
      ),
    );
  }

  async revokeTemplateVersion(
    version: TemplateVersionName,
    body: { reason: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST(
        '/v1/templates/{namespace}/{name}/versions/{digest}/revoke',
        { params: { path: version }, body, ...requestInit(options) },
      ),
    );
  }

  async getTemplateDrift(
    template: { namespace: string; name: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/templates/{namespace}/{name}/drift', {
        params: { path: template },
        ...requestInit(options),
      }),
    );
  }

  async listIdentities(options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    const { items } = unwrap(
      await client.GET('/v1/identities', requestInit(options)),
    );
    return items;
  }

  async listAuditEvents(
    query?: ListAuditEventsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/audit-events', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async verifyAuditEvents(
    query?: VerifyAuditEventsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/audit-events/verify', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async exportAuditEvents(
    query?: ExportAuditEventsQuery,
    options?: AgentTasksRequestOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/audit-events/export', {
        params: { query },
        parseAs: 'stream',
        ...requestInit(options),
      }),
    ) as ReadableStream<Uint8Array>;
  }

  async getProvenance(
    query?: ProvenanceQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/provenance', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async exportProvenance(
    format: ProvenanceExportFormat,
    query?: Omit<ProvenanceQuery, 'cursor' | 'limit'>,
    options?: AgentTasksRequestOptions,
  ): Promise<Blob> {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/provenance/export', {
        params: { query: { ...query, format } },
        parseAs: 'blob',
        ...requestInit(options),
      }),
    );
  }

  async listBypassFindings(
    query?: ListBypassFindingsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/bypass-findings', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async adoptBypassFinding(
    id: string,
    request: AdoptBypassRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/bypass-findings/{id}/adopt', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async excuseBypassFinding(
    id: string,
    request: ExcuseBypassRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/bypass-findings/{id}/excuse', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async listCampaigns(
    query?: ListCampaignsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async createCampaign(
    request: CampaignRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns', {
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async getCampaign(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns/{id}', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async planCampaign(
    id: string,
    request: CampaignRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.PUT('/v1/campaigns/{id}', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async listCampaignTargets(
    id: string,
    query?: ListCampaignTargetsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns/{id}/targets', {
        params: { path: { id }, query },
        ...requestInit(options),
      }),
    );
  }

  async exportCampaignTargets(
    id: string,
    format: CampaignExportFormat,
    filters?: CampaignTargetFilters,
    options?: AgentTasksRequestOptions,
  ): Promise<Blob> {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns/{id}/export', {
        params: { path: { id }, query: { ...filters, format } },
        parseAs: 'blob',
        ...requestInit(options),
      }),
    );
  }

  async getCampaignChanges(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns/{id}/changes', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async getCampaignTarget(
    id: string,
    targetId: string,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns/{id}/targets/{targetId}', {
        params: { path: { id, targetId } },
        ...requestInit(options),
      }),
    );
  }

  async excludeCampaignTargets(
    id: string,
    request: ExcludeTargetsRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/targets/exclude', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async includeCampaignTargets(
    id: string,
    request: IncludeTargetsRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/targets/include', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async extendCampaign(
    id: string,
    request: CampaignExtendRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/extend', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async changeCampaignVersion(
    id: string,
    request: CampaignVersionRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/version', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async startCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/start', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async pauseCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/pause', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async resumeCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/resume', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async stopCampaign(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/stop', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async openCampaignGate(
    id: string,
    request: CampaignGateRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/gate', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async recallCampaign(
    id: string,
    request: CampaignRecallRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/recall', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async retryCampaignTargets(
    id: string,
    request: CampaignRetryRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/retry', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async getCampaignProgress(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns/{id}/progress', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async getCampaignReviewers(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaigns/{id}/reviewers', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async listCampaignShares(
    query?: ListCampaignSharesQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/campaign-shares', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async deferCampaignTarget(
    id: string,
    targetId: string,
    request: DeferTargetRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/targets/{targetId}/defer', {
        params: { path: { id, targetId } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async optOutCampaignTarget(
    id: string,
    targetId: string,
    request: OptOutTargetRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/targets/{targetId}/opt-out', {
        params: { path: { id, targetId } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async takeBackCampaignTarget(
    id: string,
    targetId: string,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/campaigns/{id}/targets/{targetId}/take-back', {
        params: { path: { id, targetId } },
        ...requestInit(options),
      }),
    );
  }

  async deleteCampaign(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    expectDeleted(
      await client.DELETE('/v1/campaigns/{id}', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async listSchedules(
    query?: ListSchedulesQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/schedules', {
        params: { query },
        ...requestInit(options),
      }),
    );
  }

  async createSchedule(
    request: ScheduleRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/schedules', {
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async previewSchedule(
    times: ScheduleTimes,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/schedules/next-runs', {
        body: times,
        ...requestInit(options),
      }),
    );
  }

  async getSchedule(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/schedules/{id}', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async changeSchedule(
    id: string,
    request: ScheduleRequest,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.PUT('/v1/schedules/{id}', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async enableSchedule(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/schedules/{id}/enable', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async disableSchedule(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/schedules/{id}/disable', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async listScheduleRuns(
    id: string,
    query?: ListScheduleRunsQuery,
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.GET('/v1/schedules/{id}/runs', {
        params: { path: { id }, query },
        ...requestInit(options),
      }),
    );
  }

  async runSchedule(
    id: string,
    request: { reason?: string },
    options?: AgentTasksRequestOptions,
  ) {
    const client = await this.#client();
    return unwrap(
      await client.POST('/v1/schedules/{id}/runs', {
        params: { path: { id } },
        body: request,
        ...requestInit(options),
      }),
    );
  }

  async deleteSchedule(id: string, options?: AgentTasksRequestOptions) {
    const client = await this.#client();
    expectDeleted(
      await client.DELETE('/v1/schedules/{id}', {
        params: { path: { id } },
        ...requestInit(options),
      }),
    );
  }

  async #client(): Promise<Client<paths>> {
    return createClient<paths>({
      baseUrl: await this.#discoveryApi.getBaseUrl('agent-tasks'),
      fetch: request => this.#fetch(request),
    });
  }

  /**
   * Backstage's fetch middlewares make requests of what they are given, one
   * after the other, and a request's body can be read only once.
   */
  async #fetch(request: Request): Promise<Response> {
    const { url, method, headers, signal } = request;
    const body = await request.text();
    return await this.#fetchApi.fetch(url, {
      method,
      headers: Object.fromEntries(headers),
      signal,
      ...(body && { body }),
    });
  }
}

function requestInit(options?: AgentTasksRequestOptions) {
  return {
    ...(options?.token && {
      headers: { authorization: `Bearer ${options.token}` },
    }),
    ...(options?.signal && { signal: options.signal }),
  };
}

/** @throws RefusalError */
function expectDeleted(answer: { response: Response; error?: unknown }): void {
  if (!answer.response.ok) {
    throw RefusalError.fromBody(answer.response.status, answer.error);
  }
}

function unwrap<T>(result: {
  data?: T;
  error?: unknown;
  response: { ok: boolean; status: number };
}): T {
  if (!result.response.ok || result.data === undefined) {
    throw RefusalError.fromBody(result.response.status, result.error);
  }
  return result.data;
}
