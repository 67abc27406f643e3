import {
  AgentTaskDetail,
  AgentTaskPreview,
  AgentTasksApi,
  AgentTasksRequestOptions,
  Reason,
  RefusalError,
  SubmitTaskRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Clock } from '../broker';

type Step = Partial<AgentTaskDetail> | Error;

/** Where every read of a task is told what to answer; the last is repeated. */
export class FakeBroker
  implements Pick<AgentTasksApi, 'submitTask' | 'previewTask' | 'getTask'>
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
