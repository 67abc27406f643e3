import {
  AgentTaskDetail,
  AgentTaskPreview,
  AgentTasksApi,
  AgentTasksRequestOptions,
  Campaign,
  CampaignRequest,
  Reason,
  RefusalError,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Clock } from '../broker';

type Step = Partial<AgentTaskDetail> | Error;

/** Where every read of a task is told what to answer; the last is repeated. */
export class FakeBroker
  implements
    Pick<
      AgentTasksApi,
      | 'submitTask'
      | 'previewTask'
      | 'getTask'
      | 'createCampaign'
      | 'getCampaign'
      | 'startCampaign'
    >
{
  readonly submissions = new Array<SubmitTaskRequest>();
  readonly tokens = new Array<string | undefined>();
  readonly #byKey = new Map<string, AgentTaskDetail>();
  /** Thrown by the next submissions, one each. */
  submitErrors = new Array<Error>();
  /** What the reads answer, one after the other. */
  reads = new Array<Step>();
  preview?: AgentTaskPreview | Error;

  get api(): AgentTasksApi {
    return this as Partial<AgentTasksApi> as AgentTasksApi;
  }

  /** Tasks that were made, whatever number of requests made them. */
  get tasks(): AgentTaskDetail[] {
    return [...this.#byKey.values()];
  }

  async submitTask(
    request: SubmitTaskRequest,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail> {
    this.submissions.push(request);
    this.tokens.push(options?.token);
    const error = this.submitErrors.shift();
    if (error) {
      throw error;
    }
    const key = request.idempotencyKey ?? String(this.submissions.length);
    const task =
      this.#byKey.get(key) ??
      fakeTask({
        id: `00000000-0000-4000-8000-00000000000${this.#byKey.size + 1}`,
        entityRef: request.entityRef,
      });
    this.#byKey.set(key, task);
    return task;
  }

  /** Campaigns by key, and how their planning goes on with each look. */
  readonly campaigns = new Map<string, Campaign>();
  campaignReads = new Array<Partial<Campaign>>();

  async createCampaign(request: CampaignRequest): Promise<Campaign> {
    const key = request.idempotencyKey ?? '';
    const known = this.campaigns.get(key) ?? fakeCampaign(request);
    this.campaigns.set(key, known);
    return known;
  }

  async getCampaign(id: string): Promise<Campaign> {
    const [key, campaign] = this.#campaign(id);
    const changed = { ...campaign, ...this.campaignReads.shift() };
    this.campaigns.set(key, changed);
    return changed;
  }

  async startCampaign(id: string): Promise<Campaign> {
    const [key, campaign] = this.#campaign(id);
    const changed = { ...campaign, state: 'running' as const };
    this.campaigns.set(key, changed);
    return changed;
  }

  #campaign(id: string): [string, Campaign] {
    const found = [...this.campaigns].find(([, each]) => each.id === id);
    if (!found) {
      throw new Error(`There is no campaign ${id}`);
    }
    return found;
  }

  async previewTask(request: SubmitTaskRequest): Promise<AgentTaskPreview> {
    this.submissions.push({ ...request, dryRun: true });
    if (this.preview instanceof Error || !this.preview) {
      throw this.preview ?? new Error('No preview was prepared');
    }
    return this.preview;
  }

  async getTask(
    id: string,
    options?: AgentTasksRequestOptions,
  ): Promise<AgentTaskDetail> {
    this.tokens.push(options?.token);
    const step = this.reads.length > 1 ? this.reads.shift() : this.reads[0];
    if (step instanceof Error) {
      throw step;
    }
    const task = this.tasks.find(candidate => candidate.id === id);
    return { ...(task ?? fakeTask({ id })), ...step };
  }
}

/** Time that passes only while something sleeps. */
export class FakeClock implements Clock {
  #now = Date.parse('2026-01-01T12:00:00Z');
  slept = 0;

  now() {
    return this.#now;
  }

  async sleep(ms: number) {
    this.#now += ms;
    this.slept += ms;
  }
}

export function refusal(
  statusCode: number,
  reasons: Reason[],
  name = 'InputError',
): RefusalError {
  return new RefusalError({ name, statusCode, message: 'Refused', reasons });
}

function fakeCampaign(request: CampaignRequest): Campaign {
  const at = '2026-01-01T12:00:00.000Z';
  const no = { allowed: false };
  return {
    id: 'c1',
    title: request.title,
    owner: request.owner,
    state: 'planning',
    stateSince: at,
    createdBy: 'user:default/mock',
    createdAt: at,
    template: { ref: request.template, title: '', version: '', digest: '' },
    request,
    targets: 0,
    counts: {},
    verdicts: {},
    waves: [],
    actions: {
      edit: no,
      start: no,
      pause: no,
      resume: no,
      stop: no,
      openGate: no,
      recall: no,
      extend: no,
      changeVersion: no,
    },
  };
}

export function fakeTask(task: Partial<AgentTaskDetail>): AgentTaskDetail {
  const at = '2026-01-01T12:00:00.000Z';
  return {
    id: '00000000-0000-4000-8000-000000000001',
    title: 'First commit for orders',
    phase: 'queued',
    phaseSince: at,
    launchState: 'queued',
    repository: {
      host: 'github.com',
      owner: 'acme',
      name: 'orders',
      url: 'https://github.com/acme/orders',
    },
    createPullRequest: true,
    requestedBy: 'user:default/mock',
    source: 'scaffolder',
    attemptCount: 0,
    createdAt: at,
    updatedAt: at,
    nextStep: { sentence: 'The broker starts it.' },
    actions: {
      retry: { allowed: false },
      withdraw: { allowed: true },
      resolve: { allowed: false },
      approve: { allowed: false },
      attend: { allowed: true },
      followUp: { allowed: false, kinds: [] },
    },
    prompt: 'Do it.',
    parameters: {},
    decision: { result: 'allow', reasons: [], checks: [], evaluatedAt: at },
    attempts: [],
    timeline: [],
    ...task,
  };
}
