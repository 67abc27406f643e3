import {
  Campaign,
  CampaignChanges,
  CampaignExportFormat,
  CampaignExtendRequest,
  CampaignExtension,
  CampaignGateRequest,
  CampaignJoinedTarget,
  CampaignPage,
  CampaignProgress,
  CampaignRecall,
  CampaignRecallRequest,
  CampaignRequest,
  CampaignRetry,
  CampaignRetryRequest,
  CampaignReviewers,
  CampaignSharePage,
  CampaignTarget,
  CampaignTargetDetail,
  CampaignTargetFilters,
  CampaignTargetPage,
  DeferTargetRequest,
  CampaignVersionChange,
  CampaignVersionRequest,
  ExcludeTargetsRequest,
  IncludeTargetsRequest,
  ListCampaignSharesQuery,
  ListCampaignsQuery,
  ListCampaignTargetsQuery,
  OptOutTargetRequest,
  RefusalError,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  clashesOf,
  reviewersOf,
  shareOf,
  targetReviewers,
  withDecide,
} from './campaignPeople';
import {
  campaignId,
  FixtureCampaign,
  fixtureCampaigns,
  fixtureJoined,
} from './campaigns';

/** Campaigns in memory: what people do to them changes their states alone. */
export class CampaignFixtures {
  campaigns: FixtureCampaign[] = fixtureCampaigns();
  /** What every campaign's query finds now that is not in it. */
  joined: CampaignJoinedTarget[] = fixtureJoined();
  /** What was asked, in its order. */
  readonly asked: { what: string; id?: string; body?: unknown }[] = [];
  /** Thrown by every call while it is set. */
  outage?: Error;

  async listCampaigns(query: ListCampaignsQuery = {}): Promise<CampaignPage> {
    this.#answer();
    const { entityRef } = query;
    const items = this.campaigns
      .filter(
        ({ targets }) =>
          !entityRef?.length ||
          targets.some(target =>
            target.entityRefs.some(ref => entityRef.includes(ref)),
          ),
      )
      .map(({ campaign }) => campaign)
      .filter(
        ({ state, title }) =>
          (!query.state?.length || query.state.includes(state)) &&
          title.toLowerCase().includes((query.text ?? '').toLowerCase()),
      );
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async createCampaign(request: CampaignRequest): Promise<Campaign> {
    this.#answer();
    this.asked.push({ what: 'create', body: request });
    if (request.owner === 'nobody') {
      throw new RefusalError({
        name: 'UnprocessableError',
        statusCode: 422,
        message: 'There is no such owner.',
        reasons: [
          {
            code: 'owner-not-found',
            message: "There is no 'nobody' that you may read.",
            field: 'owner',
          },
        ],
      });
    }
    const [, , planned] = fixtureCampaigns();
    const campaign = {
      ...planned.campaign,
      id: campaignId(this.campaigns.length + 1),
      title: request.title,
      owner: request.owner,
      request,
    };
    this.campaigns = [{ ...planned, campaign }, ...this.campaigns];
    return campaign;
  }

  async planCampaign(id: string, request: CampaignRequest): Promise<Campaign> {
    this.asked.push({ what: 'plan', id, body: request });
    return this.#change(id, { request, title: request.title });
  }

  async deleteCampaign(id: string): Promise<void> {
    this.#answer();
    this.campaigns = this.campaigns.filter(each => each.campaign.id !== id);
  }

  async getCampaign(id: string): Promise<Campaign> {
    return this.#find(id).campaign;
  }

  async listCampaignTargets(
    id: string,
    query: ListCampaignTargetsQuery = {},
  ): Promise<CampaignTargetPage> {
    const found = this.#narrowed(id, query);
    return {
      items: found.slice(0, query.limit ?? 50).map(withDecide),
      totalItems: found.length,
      pageInfo: {},
      facets: {
        owner: {},
        tier: { '1': 1, '2': 1, '3': 1 },
        system: {},
        ...(this.#find(id).progress.goal && { outcome: {} }),
      },
    };
  }

  async exportCampaignTargets(
    id: string,
    format: CampaignExportFormat,
    query: CampaignTargetFilters = {},
  ): Promise<Blob> {
    const found = this.#narrowed(id, query);
    this.asked.push({ what: `export ${format}`, id, body: query });
    return new Blob(found.map(each => `${JSON.stringify(each)}\n`));
  }

  #narrowed(id: string, query: CampaignTargetFilters): CampaignTarget[] {
    const { targets } = this.#find(id);
    const has = <T>(list: T[] | undefined, value: T) =>
      !list?.length || list.includes(value);
    return targets.filter(
      each =>
        has(query.status, each.status) &&
        has(query.verdict, each.verdict) &&
        has(query.tier, each.tier ?? '') &&
        has(query.wave, each.wave ?? 0) &&
        has<string | undefined>(query.outcome, each.outcome?.outcome) &&
        (each.repository?.name ?? '').includes(query.text ?? ''),
    );
  }

  async getCampaignChanges(id: string): Promise<CampaignChanges> {
    const { targets } = this.#find(id);
    const [first, second] = targets;
    const joined = this.joined.slice(0, 1_000);
    return {
      at: new Date().toISOString(),
      joined: { items: joined, totalItems: this.joined.length },
      left: second
        ? {
            items: [
              { target: first, reason: 'entity-gone' },
              {
                target: second,
                reason: 'repository-changed',
                repository: {
                  host: 'github.com',
                  owner: 'acme',
                  name: 'service-two',
                  url: 'https://github.com/acme/service-two',
                },
              },
            ],
            totalItems: 2,
          }
        : { items: [], totalItems: 0 },
    };
  }

  async getCampaignTarget(
    id: string,
    targetId: string,
  ): Promise<CampaignTargetDetail> {
    const target = this.#find(id).targets.find(each => each.id === targetId);
    return {
      ...target!,
      title: 'Migrate to node-24',
      prompt: '# Migrate to node-24\n\nMigrate ⟦service⟧ to ⟦node-24⟧.',
      decision: {
        result:
          target?.verdict === 'needs-approval' ? 'needs-approval' : 'allow',
        reasons: target?.reasons ?? [],
        checks: [],
        evaluatedAt: new Date().toISOString(),
      },
      ...(target?.repository && { reviewers: targetReviewers(target) }),
      ...(target?.openTasks && { clashes: clashesOf(target) }),
    };
  }

  async excludeCampaignTargets(id: string, body: ExcludeTargetsRequest) {
    this.asked.push({ what: 'exclude', id, body });
    return this.#include(id, body.ids, false);
  }

  async includeCampaignTargets(id: string, body: IncludeTargetsRequest) {
    this.asked.push({ what: 'include', id, body });
    return this.#include(id, body.ids, true);
  }

  async extendCampaign(
    id: string,
    body: CampaignExtendRequest,
  ): Promise<CampaignExtension> {
    const { campaign } = this.#find(id);
    const chosen = this.joined.filter(({ key, entityRefs: [ref] }) =>
      body.joined
        ? !body.keys || body.keys.includes(key)
        : body.entityRefs?.includes(ref),
    );
    const possible = chosen.filter(({ problem }) => !problem);
    const [refused, ...added] = possible;
    const answer: CampaignExtension = {
      added: added.length,
      refused: refused ? 1 : 0,
      known: 0,
      remaining: 0,
      ...(campaign.state !== 'planned' && { wave: campaign.waves.length }),
      problems: chosen.filter(({ problem }) => problem),
      items: possible.map(target => ({
        ...target,
        verdict:
          target === refused ? ('refused' as const) : ('allowed' as const),
        reasons:
          target === refused
            ? [
                {
                  code: 'entity-opted-out',
                  message: `${target.entityRefs[0]} keeps agents out.`,
                },
              ]
            : [],
      })),
    };
    if (body.dryRun) {
      return answer;
    }
    this.asked.push({ what: 'extend', id, body });
    this.joined = this.joined.filter(each => !possible.includes(each));
    return { ...answer, campaign };
  }

  async changeCampaignVersion(
    id: string,
    body: CampaignVersionRequest,
  ): Promise<CampaignVersionChange> {
    const { campaign, targets } = this.#find(id);
    const from = campaign.template;
    const to = {
      ...from,
      version: '2.1.0',
      digest: `sha256:${'b'.repeat(64)}`,
    };
    if (from.version === to.version) {
      throw new RefusalError({
        name: 'ConflictError',
        statusCode: 409,
        message: 'Unchanged.',
        reasons: [
          {
            code: 'version-unchanged',
            message: 'The campaign uses the current version, 2.1.0, already.',
          },
        ],
      });
    }
    const remaining = targets.filter(({ status }) => status === 'waiting');
    const change: CampaignVersionChange = {
      from,
      to,
      targets: remaining.length,
      judged: remaining.length,
      verdicts: { allowed: remaining.length - 1, refused: 1 },
      items: remaining.slice(0, 6).map((target, index) =>
        index === 0
          ? {
              target,
              verdict: 'refused',
              reasons: [
                {
                  code: 'parameter-missing',
                  message: "The parameter 'registry' is missing.",
                },
              ],
            }
          : {
              target,
              verdict: 'allowed',
              reasons: [],
              title: 'Migrate to node-24',
              prompt: '# Migrate to node-24\n\nMigrate ⟦service⟧ with care.',
            },
      ),
    };
    if (body.dryRun) {
      return change;
    }
    this.asked.push({ what: 'version', id, body });
    return { ...change, campaign: this.#change(id, { template: to }) };
  }

  async startCampaign(id: string, body: { reason?: string }) {
    return this.#move(id, 'start', 'running', body);
  }

  async pauseCampaign(id: string, body: { reason?: string }) {
    return this.#move(id, 'pause', 'paused', body);
  }

  async resumeCampaign(id: string, body: { reason?: string }) {
    return this.#move(id, 'resume', 'running', body);
  }

  async stopCampaign(id: string, body: { reason?: string }) {
    return this.#move(id, 'stop', 'stopped', body);
  }

  async openCampaignGate(id: string, body: CampaignGateRequest) {
    this.asked.push({ what: 'gate', id, body });
    const { campaign } = this.#find(id);
    return this.#change(id, {
      waves: campaign.waves.map(wave => ({
        ...wave,
        ...(wave.number === body.wave && { state: 'passed' as const }),
        ...(wave.number === body.wave + 1 && { state: 'open' as const }),
      })),
    });
  }

  async recallCampaign(
    id: string,
    body: CampaignRecallRequest,
  ): Promise<CampaignRecall> {
    const { targets } = this.#find(id);
    const own = targets.filter(
      ({ wave, task }) => task && (!body.wave || wave === body.wave),
    );
    const count = (...phases: string[]) =>
      own.filter(({ task }) => phases.includes(task?.phase ?? '')).length;
    const answer = {
      withdraws: count('queued'),
      closes: body.pullRequests === 'close' ? count('in-review') : 0,
      drafts: body.pullRequests === 'draft' ? count('in-review') : 0,
      reverts: body.revert ? count('done') : 0,
      notStopped: own.filter(({ status }) =>
        ['running', 'needs-attention'].includes(status),
      ),
    };
    if (body.dryRun) {
      return answer;
    }
    const campaign = await this.#move(id, 'recall', 'recalled', body);
    return { ...answer, campaign };
  }

  async retryCampaignTargets(
    id: string,
    body: CampaignRetryRequest,
  ): Promise<CampaignRetry> {
    const failed = this.#find(id).targets.filter(
      ({ status }) => status === 'failed',
    );
    const [{ task }] = failed;
    const owners = [...new Set(failed.map(({ owner }) => owner))].map(
      owner => ({
        owner,
        tasks: failed.filter(each => each.owner === owner).length,
      }),
    );
    if (body.dryRun) {
      return { tasks: failed.length, owners, retried: 0, refused: [] };
    }
    this.asked.push({ what: 'retry', id, body });
    return {
      tasks: failed.length,
      owners,
      retried: failed.length - 1,
      refused: [
        {
          taskId: task!.id,
          reasons: [
            {
              code: 'retry-not-possible',
              message: 'The template of the task was revoked.',
            },
          ],
        },
      ],
    };
  }

  async getCampaignProgress(id: string): Promise<CampaignProgress> {
    return this.#find(id).progress;
  }

  async getCampaignReviewers(id: string): Promise<CampaignReviewers> {
    return reviewersOf(this.#find(id).targets);
  }

  async listCampaignShares(
    query: ListCampaignSharesQuery = {},
  ): Promise<CampaignSharePage> {
    this.#answer();
    return {
      items: this.campaigns.flatMap(each => shareOf(each, query) ?? []),
    };
  }

  async deferCampaignTarget(
    id: string,
    targetId: string,
    body: DeferTargetRequest,
  ): Promise<CampaignTarget> {
    this.asked.push({ what: 'defer', id, body });
    return this.#changeTarget(id, targetId, {
      status: 'deferred',
      deferred: { ...body, by: 'user:default/alice', at: body.until },
    });
  }

  async optOutCampaignTarget(
    id: string,
    targetId: string,
    body: OptOutTargetRequest,
  ): Promise<CampaignTarget> {
    this.asked.push({ what: 'opt-out', id, body });
    return this.#changeTarget(id, targetId, {
      status: 'excluded',
      excluded: {
        ...body,
        by: 'user:default/alice',
        at: new Date().toISOString(),
        optedOut: true,
      },
    });
  }

  async takeBackCampaignTarget(
    id: string,
    targetId: string,
  ): Promise<CampaignTarget> {
    this.asked.push({ what: 'take-back', id });
    return this.#changeTarget(id, targetId, {
      status: 'waiting',
      deferred: undefined,
      excluded: undefined,
    });
  }

  #changeTarget(
    id: string,
    targetId: string,
    change: Partial<CampaignTarget>,
  ): CampaignTarget {
    const { targets } = this.#find(id);
    const index = targets.findIndex(each => each.id === targetId);
    targets[index] = { ...targets[index], ...change };
    return targets[index];
  }

  #answer(): void {
    if (this.outage) {
      throw this.outage;
    }
  }

  #find(id: string): FixtureCampaign {
    this.#answer();
    const found = this.campaigns.find(({ campaign }) => campaign.id === id);
    if (!found) {
      throw new RefusalError({
        name: 'NotFoundError',
        statusCode: 404,
        message: 'There is no such campaign.',
        reasons: [
          {
            code: 'campaign-not-found',
            message: 'There is no such campaign.',
          },
        ],
      });
    }
    return found;
  }

  #move(
    id: string,
    what: string,
    state: Campaign['state'],
    body: unknown,
  ): Campaign {
    this.asked.push({ what, id, body });
    return this.#change(id, {
      state,
      waitsFor: undefined,
      actions: {
        ...this.#find(id).campaign.actions,
        pause: { allowed: state === 'running' },
        resume: { allowed: state === 'paused' },
      },
    });
  }

  #change(id: string, change: Partial<Campaign>): Campaign {
    const { campaign } = this.#find(id);
    const changed = { ...campaign, ...change };
    this.campaigns = this.campaigns.map(each =>
      each.campaign.id === id ? { ...each, campaign: changed } : each,
    );
    return changed;
  }

  #include(id: string, ids: string[], included: boolean): Campaign {
    const found = this.#find(id);
    const targets = found.targets.map(each =>
      ids.includes(each.id)
        ? {
            ...each,
            status: included ? ('waiting' as const) : ('excluded' as const),
          }
        : each,
    );
    this.campaigns = this.campaigns.map(each =>
      each === found ? { ...each, targets } : each,
    );
    return found.campaign;
  }
}
