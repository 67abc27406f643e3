import {
  AdoptBypassRequest,
  AgentTask,
  AgentTaskApprovalPage,
  AgentTaskDetail,
  AgentTaskFacets,
  AgentTaskIdentity,
  AgentTaskPage,
  AgentTaskPreview,
  AgentTasksApi,
  AgentTaskTemplate,
  AgentTaskTemplateVersion,
  AuditEvent,
  AuditEventPage,
  AuditVerification,
  ListAuditEventsQuery,
  BypassFinding,
  BypassFindingPage,
  ExcuseBypassRequest,
  ListBypassFindingsQuery,
  ApproveTaskRequest,
  AttendTaskRequest,
  FollowUpKind,
  FollowUpTaskRequest,
  ListTasksQuery,
  ListTemplatesQuery,
  Phase,
  phases,
  ProvenanceExportFormat,
  ProvenancePage,
  ProvenanceQuery,
  Reason,
  RefusalError,
  RejectTaskRequest,
  ResolveTaskResult,
  ResolveTasksRequest,
  SubmitTaskRequest,
  TaskFacetsQuery,
  VerifyAuditEventsQuery,
  TemplateStatus,
  TemplateVersionName,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { auditEvents } from './auditEvents';
import { identities } from './identities';
import { approvalNeed, prompt, task, taskDetail, templates } from './fixtures';
import { ScheduleFixtures } from './ScheduleFixtures';
import { templateVersions } from './templateVersions';
import { answerProvenance } from './provenance';

const attention: Partial<Record<Phase, number>> = {
  'needs-attention': 0,
  'awaiting-approval': 0,
  'in-review': 1,
  running: 2,
  launching: 2,
  queued: 2,
  scheduled: 2,
};

const DAY_MS = 24 * 60 * 60 * 1000;

type Filters = Omit<TaskFacetsQuery, 'entityRef'> &
  Pick<ListTasksQuery, 'waitsFor' | 'reviewer'> & { entityRef?: string[] };

/**
 * A broker in memory, for the development harness and for tests: it filters,
 * sorts, pages, counts and refuses as the real one does.
 */
export class FixtureBroker extends ScheduleFixtures implements AgentTasksApi {
  tasks: AgentTask[];
  identities: AgentTaskIdentity[] = identities;
  auditEvents: AuditEvent[] = auditEvents;
  /** Where the trail is broken. */
  auditBreak?: AuditVerification['broken'];
  /** Events that one answer checks at most, to be asked in stretches. */
  auditStretch = 50;
  /** Events of a page at most. */
  auditPage = 50;
  findings: BypassFinding[] = [];
  readonly exported: {
    format: ProvenanceExportFormat;
    query: Omit<ProvenanceQuery, 'cursor' | 'limit'>;
  }[] = [];
  /** Reasons that policy has against every new task. */
  denial: Reason[] = [];
  /** What policy tells about every new task beside its result. */
  notes: Reason[] = [];
  /** Whether policy asks people about every new task. */
  needsApproval = false;
  readonly verdicts: (ApproveTaskRequest & {
    id: string;
    approved: boolean;
  })[] = [];
  readonly submitted: Parameters<AgentTasksApi['submitTask']>[0][] = [];
  readonly resolutions: ResolveTasksRequest[] = [];
  /** What the agent was asked for. */
  followUps: { id: string; kind: FollowUpKind }[] = [];
  templates: AgentTaskTemplate[] = templates;
  versions: AgentTaskTemplateVersion[] = templateVersions();
  /** Moves of template versions, with their reasons. */
  readonly moves: { digest: string; to: TemplateStatus; reason: string }[] = [];
  readonly #taken = new Map<string, string>();

  constructor(tasks: AgentTask[]) {
    super();
    this.tasks = tasks;
  }

  async submitTask(request: Omit<SubmitTaskRequest, 'dryRun'>) {
    this.#answer();
    this.submitted.push(request);
    const key = request.idempotencyKey;
    const earlier = key && this.#taken.get(key);
    if (earlier) {
      return this.getTask(earlier);
    }
    const reasons = this.#reasonsAgainst(request);
    if (reasons.length > 0) {
      throw refusal('NotAllowedError', 403, reasons);
    }
    const phase = this.needsApproval ? 'awaiting-approval' : 'queued';
    const created = task(this.tasks.length + 1, phase, {
      title: this.#template(request).title,
      template: this.#template(request),
      entityRef: request.entityRef,
      createdAt: new Date().toISOString(),
      phaseSince: new Date().toISOString(),
      attemptCount: 0,
    });
    this.tasks = [created, ...this.tasks];
    if (key) {
      this.#taken.set(key, created.id);
    }
    return taskDetail(created);
  }

  async previewTask(
    request: Omit<SubmitTaskRequest, 'dryRun'>,
  ): Promise<AgentTaskPreview> {
    this.#answer();
    const reasons = this.#reasonsAgainst(request);
    const name = request.entityRef?.split('/')[1] ?? 'payments';
    return {
      dryRun: true,
      title: this.#template(request).title,
      repository: {
        host: 'github.com',
        owner: 'acme',
        name,
        url: `https://github.com/acme/${name}`,
      },
      entityRef: request.entityRef,
      owner: 'group:default/payments-team',
      template: this.#template(request),
      model: request.model ?? this.#template(request).model,
      createPullRequest: request.createPullRequest ?? true,
      identity: 'agents-1',
      includes: [],
      expectedCredits: { tasks: 31, p50: 3.4, p90: 9.1 },
      prompt: prompt.replace('node-24', String(request.parameters?.target)),
      parameters: request.parameters ?? {},
      decision: {
        ...(reasons.length > 0 || !this.needsApproval
          ? { result: reasons.length > 0 ? 'deny' : 'allow', reasons }
          : {
              result: 'needs-approval',
              reasons: [
                {
                  code: approvalNeed.code,
                  message: 'Work on tier 1 needs approval by payments-team.',
                },
              ],
              approvals: [approvalNeed],
            }),
        checks: ['repository-allowed', 'parameters-valid', 'ticket'].map(
          id => ({ id, result: reasons.length > 0 ? 'deny' : 'allow' }),
        ),
        ...(this.notes.length > 0 && { notes: this.notes }),
        evaluatedAt: new Date().toISOString(),
      },
    };
  }

  async listTasks(query: ListTasksQuery = {}): Promise<AgentTaskPage> {
    this.#answer();
    const found = this.#filter(query);
    const rank = (item: AgentTask) => attention[item.phase] ?? 3;
    const time = (value: string) => Date.parse(value);
    const orders: Record<string, (a: AgentTask, b: AgentTask) => number> = {
      attention: (a, b) =>
        rank(a) - rank(b) || time(b.createdAt) - time(a.createdAt),
      createdAt: (a, b) => time(a.createdAt) - time(b.createdAt),
      phaseSince: (a, b) => time(a.phaseSince) - time(b.phaseSince),
      title: (a, b) => a.title.localeCompare(b.title),
      review: (a, b) =>
        (a.tier ?? '~').localeCompare(b.tier ?? '~') ||
        time(a.phaseSince) - time(b.phaseSince),
    };
    const sort = query.sort ?? '-createdAt';
    const order = orders[sort.replace(/^-/, '')];
    found.sort((a, b) => (sort.startsWith('-') ? order(b, a) : order(a, b)));
    const limit = query.limit ?? 50;
    const from = Number(query.cursor ?? 0);
    return {
      items: found.slice(from, from + limit),
      totalItems: found.length,
      pageInfo: {
        prevCursor: from > 0 ? String(Math.max(0, from - limit)) : undefined,
        nextCursor:
          from + limit < found.length ? String(from + limit) : undefined,
      },
    };
  }

  async getTaskFacets(query: TaskFacetsQuery = {}): Promise<AgentTaskFacets> {
    this.#answer();
    const count = (
      name: 'phase' | 'template' | 'owner' | 'tier',
      value: (item: AgentTask) => string | undefined,
      label?: (item: AgentTask) => string | undefined,
    ) => {
      const counted = new Map<string, { label?: string; count: number }>();
      for (const item of this.#filter({ ...query, [name]: undefined })) {
        const key = value(item);
        if (key) {
          const before = counted.get(key)?.count ?? 0;
          counted.set(key, { label: label?.(item), count: before + 1 });
        }
      }
      return [...counted].map(([key, rest]) => ({ value: key, ...rest }));
    };
    const of = (phase: Phase) =>
      this.#filter({ ...query, phase: [phase], phaseWithinDays: undefined })
        .length;
    const byPhase = count('phase', item => item.phase);
    byPhase.sort(
      (a, b) =>
        phases.indexOf(a.value as Phase) - phases.indexOf(b.value as Phase),
    );
    return {
      facets: {
        phase: byPhase,
        template: count(
          'template',
          item => item.template?.ref,
          item => item.template?.title,
        ),
        owner: count('owner', item => item.owner),
        tier: count('tier', item => item.tier),
      },
      figures: {
        running: of('running') + of('launching'),
        needsAttention: of('needs-attention') + of('awaiting-approval'),
        inReview: of('in-review'),
        mergedIn7Days: this.#filter({
          ...query,
          phase: ['done'],
          phaseWithinDays: 7,
        }).length,
        doneIn30Days: of('done'),
        failedIn30Days: of('failed'),
        creditsIn30Days: of('done') > 0 ? 12.4 : undefined,
      },
    };
  }

  async getTask(id: string): Promise<AgentTaskDetail> {
    this.#answer();
    const found = this.tasks.find(item => item.id === id);
    if (!found) {
      throw refusal('NotFoundError', 404, [
        { code: 'task-not-found', message: `There is no task ${id}.` },
      ]);
    }
    return taskDetail(found);
  }

  async retryTask(id: string) {
    return this.#move(id, 'retry', 'queued');
  }

  async withdrawTask(id: string) {
    return this.#move(id, 'withdraw', 'withdrawn');
  }

  async resolveTasks(request: ResolveTasksRequest) {
    this.#answer();
    this.resolutions.push(request);
    const { ids, action } = request;
    return ids.map((id): ResolveTaskResult => {
      const found = this.tasks.find(candidate => candidate.id === id);
      if (!found?.actions.resolve.allowed) {
        const message =
          found?.actions.resolve.reason ?? 'There is no such task.';
        const reasons = [{ code: 'resolve-not-possible', message }];
        return { id, resolved: false, reasons };
      }
      const phase = (
        {
          relaunch: 'queued',
          'mark-launched': 'running',
          'give-up': 'failed',
        } as const
      )[action];
      const { title, template, entityRef, repository, createdAt } = found;
      const resolved = {
        ...task(0, phase, {
          title,
          template,
          entityRef,
          repository,
          createdAt,
        }),
        id,
      };
      this.tasks = this.tasks.map(other =>
        other.id === id ? resolved : other,
      );
      return { id, resolved: true, task: resolved };
    });
  }

  async listApprovals(): Promise<AgentTaskApprovalPage> {
    this.#answer();
    const items = this.tasks.filter(
      item => item.approval && item.actions.approve.allowed,
    );
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async approveTask(id: string, body: ApproveTaskRequest) {
    return this.#decide(id, body, true);
  }

  async rejectTask(id: string, body: RejectTaskRequest) {
    return this.#decide(id, body, false);
  }

  async followUpTask(id: string, { kind }: FollowUpTaskRequest) {
    this.followUps.push({ id, kind });
    return this.#move(id, 'followUp', 'queued');
  }

  async attendTask(id: string, { action, until }: AttendTaskRequest) {
    this.#answer();
    this.tasks = this.tasks.map(item =>
      item.id === id && item.wait
        ? {
            ...item,
            wait: {
              ...item.wait,
              attendedBy: 'user:default/alice',
              ...(action === 'snooze' && { snoozedUntil: until }),
              ...(action === 'take-over' && { takenBy: 'user:default/alice' }),
            },
          }
        : item,
    );
    return this.getTask(id);
  }

  async listTemplates(query: ListTemplatesQuery = {}) {
    this.#answer();
    const { type = ['template'] } = query;
    const found = this.templates.filter(item => type.includes(item.type));
    return query.entityRef
      ? found
      : found.map(item => ({ ...item, prefill: undefined, fits: true }));
  }

  async listTemplateVersions(): Promise<AgentTaskTemplateVersion[]> {
    this.#answer();
    return this.versions;
  }

  async getTemplateDrift() {
    this.#answer();
    return { current: 12, staleRunning: 2, staleOpen: 3, staleMerged: 44 };
  }

  async promoteTemplateVersion(
    { digest }: TemplateVersionName,
    { reason }: { reason: string },
  ) {
    return this.#moveVersion(digest, 'approved', reason);
  }

  async deprecateTemplateVersion(
    { digest }: TemplateVersionName,
    { reason }: { reason: string },
  ) {
    return this.#moveVersion(digest, 'deprecated', reason);
  }

  async revokeTemplateVersion(
    { digest }: TemplateVersionName,
    { reason }: { reason: string },
  ) {
    return {
      version: this.#moveVersion(digest, 'revoked', reason),
      withdrawn: 4,
      beyondReach: { running: 2, open: 1, merged: 0 },
    };
  }

  async listIdentities(): Promise<AgentTaskIdentity[]> {
    this.#answer();
    return this.identities;
  }

  async listAuditEvents(
    query: ListAuditEventsQuery = {},
  ): Promise<AuditEventPage> {
    this.#answer();
    const { cursor, from, to, repository, limit: asked, ...exact } = query;
    const limit = Math.min(asked ?? 50, this.auditPage);
    const found = this.auditEvents.filter(
      event =>
        Object.entries(exact).every(
          ([name, value]) =>
            value === undefined || event[name as keyof AuditEvent] === value,
        ) &&
        (!repository || event.repository?.endsWith(repository)) &&
        (!from || event.at >= from) &&
        (!to || event.at < to),
    );
    const start = Number(cursor ?? 0);
    return {
      items: found.slice(start, start + limit),
      pageInfo: {
        prevCursor: start > 0 ? String(Math.max(0, start - limit)) : undefined,
        nextCursor:
          start + limit < found.length ? String(start + limit) : undefined,
      },
    };
  }

  async verifyAuditEvents(
    query: VerifyAuditEventsQuery = {},
  ): Promise<AuditVerification> {
    this.#answer();
    const sealed = this.auditEvents.filter(({ position }) => position);
    const end = sealed[0]?.position ?? 0;
    const after = query.after ?? 0;
    const whole = this.auditBreak ? this.auditBreak.position - 1 : end;
    const until = Math.min(whole, after + this.auditStretch);
    const broken = until === whole ? this.auditBreak : undefined;
    const hashOf = (position: number) =>
      position.toString(16).padStart(64, '0');
    return {
      valid: !broken,
      complete: !broken && until === end,
      checked: { after, until, events: until - after, hash: hashOf(until) },
      sealed: {
        position: end,
        hash: hashOf(end),
        waiting: this.auditEvents.length - sealed.length,
      },
      anchorsCompared: 1,
      ...(broken && { broken }),
    };
  }

  async exportAuditEvents(): Promise<ReadableStream<Uint8Array>> {
    this.#answer();
    const text = this.auditEvents
      .filter(({ position }) => position)
      .map(event => `${JSON.stringify(event)}\n`)
      .join('');
    return new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });
  }

  #moveVersion(digest: string, to: TemplateStatus, reason: string) {
    this.#answer();
    if (this.denial.length) {
      throw refusal('NotAllowedError', 403, this.denial);
    }
    this.moves.push({ digest, to, reason });
    const at = this.versions.findIndex(version => version.digest === digest);
    const { status: from, history } = this.versions[at];
    const change = {
      at: new Date().toISOString(),
      actor: 'user:default/mira',
      from,
      to,
      reason,
    };
    const moved = {
      ...this.versions[at],
      status: to,
      history: [...history, change],
    };
    this.versions = this.versions.map(version =>
      version.digest === digest ? moved : version,
    );
    return moved;
  }

  async getProvenance(query: ProvenanceQuery = {}): Promise<ProvenancePage> {
    this.#answer();
    return answerProvenance(this.tasks, query);
  }

  async exportProvenance(
    format: ProvenanceExportFormat,
    query: Omit<ProvenanceQuery, 'cursor' | 'limit'> = {},
  ): Promise<Blob> {
    this.#answer();
    const { items } = answerProvenance(this.tasks, {
      ...query,
      limit: this.tasks.length,
    });
    this.exported.push({ format, query });
    return new Blob(items.map(row => `${JSON.stringify(row)}\n`));
  }

  async listBypassFindings(
    query: ListBypassFindingsQuery = {},
  ): Promise<BypassFindingPage> {
    this.#answer();
    const items = this.findings.filter(
      ({ status, repository }) =>
        (!query.status?.length || query.status.includes(status)) &&
        (!query.repository?.length ||
          query.repository.includes(`${repository.owner}/${repository.name}`)),
    );
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async adoptBypassFinding(id: string, request: AdoptBypassRequest) {
    const adopter = this.tasks.find(item => item.id === request.taskId);
    if (!adopter) {
      throw refusal('NotFoundError', 404, [
        {
          code: 'task-not-found',
          message: `There is no task '${request.taskId}' that you may see.`,
        },
      ]);
    }
    return this.#decideFinding(id, {
      status: 'adopted',
      adoptedTaskId: adopter.id,
      reason: request.reason,
    });
  }

  async excuseBypassFinding(id: string, request: ExcuseBypassRequest) {
    return this.#decideFinding(id, {
      status: 'excused',
      reason: request.reason,
    });
  }

  #decideFinding(id: string, decision: Partial<BypassFinding>): BypassFinding {
    this.#answer();
    const found = this.findings.find(item => item.id === id);
    if (found?.status !== 'open') {
      throw refusal('ConflictError', 409, [
        {
          code: 'finding-decided',
          message: `The finding was ${found?.status} by ${found?.decidedBy} already.`,
        },
      ]);
    }
    const decided: BypassFinding = {
      ...found,
      ...decision,
      decidedBy: 'user:default/alice',
      decidedAt: new Date().toISOString(),
    };
    this.findings = this.findings.map(item =>
      item.id === id ? decided : item,
    );
    return decided;
  }

  #answer() {
    if (this.outage) {
      throw this.outage;
    }
  }

  #template(request: { template?: string }) {
    return (
      templates.find(item => item.ref === request.template) ?? templates[0]
    );
  }

  #reasonsAgainst(request: Omit<SubmitTaskRequest, 'dryRun'>): Reason[] {
    const ticketMissing =
      this.#template(request).ticketRequired && !request.ticket;
    return [
      ...this.denial,
      ...(ticketMissing
        ? [
            {
              code: 'ticket-required',
              message: 'This template needs a change ticket.',
              nextStep: 'Name an open ticket of the component.',
              field: 'ticket',
            },
          ]
        : []),
    ];
  }

  #filter(query: Filters): AgentTask[] {
    const among = (list: string[] | undefined, value: string | undefined) =>
      !list?.length || (value !== undefined && list.includes(value));
    const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return this.tasks.filter(
      item =>
        among(query.entityRef, item.entityRef) &&
        among(query.owner, item.owner) &&
        among(query.tier, item.tier) &&
        among(query.template, item.template?.ref) &&
        among(query.phase, item.phase) &&
        among(query.waitsFor, item.nextStep.waitsFor) &&
        (!query.reviewer?.length ||
          query.reviewer.some(name =>
            item.pullRequest?.requestedReviewers?.includes(name),
          )) &&
        (query.phaseWithinDays === undefined ||
          Date.now() - Date.parse(item.phaseSince) <=
            query.phaseWithinDays * DAY_MS) &&
        words.every(word =>
          `${item.title} ${item.repository.name} ${item.template?.title}`
            .toLowerCase()
            .includes(word),
        ),
    );
  }

  #decide(id: string, body: ApproveTaskRequest, approved: boolean) {
    this.#answer();
    const found = this.tasks.find(item => item.id === id);
    if (found?.approval?.promptDigest !== body.promptDigest) {
      throw refusal('ConflictError', 409, [
        {
          code: 'prompt-changed',
          message:
            'The prompt that waits for approval is not the one you read.',
          nextStep: 'Read the task again, then decide.',
        },
      ]);
    }
    this.verdicts.push({ id, ...body, approved });
    const moved = {
      ...task(0, approved ? 'queued' : 'failed', { title: found.title }),
      id,
    };
    this.tasks = this.tasks.map(item => (item.id === id ? moved : item));
    return Promise.resolve(taskDetail(moved));
  }

  #move(id: string, action: 'retry' | 'withdraw' | 'followUp', phase: Phase) {
    this.#answer();
    const found = this.tasks.find(item => item.id === id);
    if (!found?.actions[action].allowed) {
      throw refusal('ConflictError', 409, [
        {
          code: 'state',
          message: found?.actions[action].reason ?? 'There is no such task.',
        },
      ]);
    }
    const { title, template, entityRef, repository, createdAt } = found;
    const moved = {
      ...task(0, phase, { title, template, entityRef, repository, createdAt }),
      id,
      phaseSince: new Date().toISOString(),
    };
    this.tasks = this.tasks.map(item => (item.id === id ? moved : item));
    return Promise.resolve(taskDetail(moved));
  }
}

function refusal(name: string, statusCode: number, reasons: Reason[]) {
  return new RefusalError({
    name,
    statusCode,
    message: reasons.map(reason => reason.message).join(' '),
    reasons,
  });
}
