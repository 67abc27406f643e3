import {
  agentTaskCampaignManagePermission,
  agentTaskCampaignOptOutPermission,
  agentTaskCampaignReadPermission,
  agentTaskCreatePermission,
  agentTaskReadPermission,
  agentTaskRetryPermission,
  CampaignExtendRequest,
  CampaignTarget,
  CampaignVersionRequest,
  ListCampaignSharesQuery,
  TargetClashes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import type { TaskAuthorizer } from '../permissions/TaskAuthorizer';
import { requirePermission } from '../permissions/requirePermission';
import { createRefusal } from '../refusals/Refusal';
import { notPermitted } from '../refusals/notPermitted';
import type { Caller, TaskService } from '../tasks/TaskService';
import type { CampaignService } from './CampaignService';
import type { CampaignShares } from './people/CampaignShares';
import type { OwnerDecisions } from './people/OwnerDecisions';
import type { CampaignComparer } from './changes/CampaignComparer';
import type { CampaignExtender } from './changes/CampaignExtender';
import type { CampaignVersionChanger } from './changes/CampaignVersionChanger';

type DecideArgs<K extends 'defer' | 'optOut'> = Parameters<OwnerDecisions[K]>;

type Args<K extends keyof CampaignService> = CampaignService[K] extends (
  ...args: infer A
) => unknown
  ? A
  : never;

/** What changes a campaign in the middle of its way. */
export type CampaignChangeServices = {
  comparer: Pick<CampaignComparer, 'compare'>;
  extender: Pick<CampaignExtender, 'extend'>;
  versions: Pick<CampaignVersionChanger, 'change'>;
};

/**
 * Decides who may. Who starts a campaign, or lets it go on, asks for its
 * tasks, and has to be allowed to.
 */
export class AuthorizedCampaigns {
  static create(options: {
    service: CampaignService;
    changes: CampaignChangeServices;
    permissions: PermissionsService;
    authorizer: Pick<TaskAuthorizer, 'authorize'>;
    tasks: Pick<TaskService, 'getResources'>;
    decisions: OwnerDecisions;
    shares: CampaignShares;
  }): AuthorizedCampaigns {
    return new AuthorizedCampaigns(
      options.service,
      options.changes,
      options.permissions,
      options.authorizer,
      options.tasks,
      options.decisions,
      options.shares,
    );
  }

  private constructor(
    private readonly service: CampaignService,
    private readonly middle: CampaignChangeServices,
    private readonly permissions: PermissionsService,
    private readonly authorizer: Pick<TaskAuthorizer, 'authorize'>,
    private readonly tasks: Pick<TaskService, 'getResources'>,
    private readonly decisions: OwnerDecisions,
    private readonly campaignShares: CampaignShares,
  ) {}

  async list(query: Args<'list'>[0], caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    return await this.visible(caller, await this.service.list(query));
  }

  async get(id: string, caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    const { items } = await this.visible(caller, {
      items: [await this.service.get(id)],
    });
    return items[0];
  }

  async targets(id: string, query: Args<'targets'>[1], caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    const page = await this.service.targets(id, query);
    return { ...page, items: await this.decidable(page.items, caller) };
  }

  async rows(id: string, query: Args<'rows'>[1], caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    return await this.service.rows(id, query);
  }

  async changes(id: string, caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    return await this.middle.comparer.compare(id, caller);
  }

  async target(id: string, targetId: string, caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    return await this.readable(
      await this.service.target(id, targetId, caller),
      caller,
    );
  }

  async progress(id: string, caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    return await this.service.progress(id);
  }

  /** Who may not see campaigns sees what they own. */
  async shares(query: ListCampaignSharesQuery, caller: Caller) {
    const reads = await this.may(caller, agentTaskCampaignReadPermission);
    if (!reads) {
      await this.require(caller, agentTaskCampaignOptOutPermission);
    }
    const { items } = await this.campaignShares.list(
      query,
      reads ? undefined : (await caller.memberships?.()) ?? [],
    );
    return {
      items: await Promise.all(
        items.map(async share => ({
          ...share,
          targets: await this.decidable(share.targets, caller),
        })),
      ),
    };
  }

  async defer(
    id: string,
    targetId: string,
    body: DecideArgs<'defer'>[2],
    caller: Caller,
  ) {
    await this.requireDecide(id, targetId, caller);
    return await this.decisions.defer(id, targetId, body, caller);
  }

  async optOut(
    id: string,
    targetId: string,
    body: DecideArgs<'optOut'>[2],
    caller: Caller,
  ) {
    await this.requireDecide(id, targetId, caller);
    return await this.decisions.optOut(id, targetId, body, caller);
  }

  async takeBack(id: string, targetId: string, caller: Caller) {
    await this.requireDecide(id, targetId, caller);
    return await this.decisions.takeBack(id, targetId, caller);
  }

  async reviewers(id: string, caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    return await this.service.reviewers(id);
  }

  async create(request: Args<'create'>[0], caller: Caller) {
    await this.requireStart(caller);
    return await this.service.create(request, caller);
  }

  async plan(id: string, request: Args<'plan'>[1], caller: Caller) {
    await this.requireStart(caller);
    return await this.service.plan(id, request, caller);
  }

  async remove(id: string, caller: Caller) {
    await this.require(caller, agentTaskCampaignManagePermission);
    await this.service.remove(id, caller);
  }

  async exclude(id: string, body: Args<'exclude'>[1], caller: Caller) {
    await this.require(caller, agentTaskCampaignManagePermission);
    return await this.service.exclude(id, body, caller);
  }

  async include(id: string, body: Args<'include'>[1], caller: Caller) {
    await this.requireStart(caller);
    return await this.service.include(id, body, caller);
  }

  async extend(id: string, body: CampaignExtendRequest, caller: Caller) {
    await this.requireStart(caller);
    const extension = await this.middle.extender.extend(id, body, caller);
    return body.dryRun
      ? extension
      : { ...extension, campaign: await this.service.get(id) };
  }

  async changeVersion(
    id: string,
    body: CampaignVersionRequest,
    caller: Caller,
  ) {
    await this.requireStart(caller);
    const change = await this.middle.versions.change(id, body, caller);
    return body.dryRun
      ? change
      : { ...change, campaign: await this.service.get(id) };
  }

  async start(id: string, reason: string | undefined, caller: Caller) {
    await this.requireStart(caller);
    return await this.service.start(id, reason, caller);
  }

  async pause(id: string, reason: string | undefined, caller: Caller) {
    await this.require(caller, agentTaskCampaignManagePermission);
    return await this.service.pause(id, reason, caller);
  }

  async resume(id: string, reason: string | undefined, caller: Caller) {
    await this.requireStart(caller);
    return await this.service.resume(id, reason, caller);
  }

  async stop(id: string, reason: string | undefined, caller: Caller) {
    await this.require(caller, agentTaskCampaignManagePermission);
    return await this.service.stop(id, reason, caller);
  }

  async openGate(id: string, body: Args<'openGate'>[1], caller: Caller) {
    await this.requireStart(caller);
    return await this.service.openGate(id, body, caller);
  }

  async recall(id: string, body: Args<'recall'>[1], caller: Caller) {
    await this.require(caller, agentTaskCampaignManagePermission);
    return await this.service.recall(id, body, caller);
  }

  async retry(id: string, body: Args<'retry'>[1], caller: Caller) {
    await this.require(caller, agentTaskCampaignManagePermission);
    // for tasks of others, too: with conditions it is no permission for all
    const [{ result }] = await this.permissions.authorizeConditional(
      [{ permission: agentTaskRetryPermission }],
      { credentials: caller.credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw notPermitted(agentTaskRetryPermission);
    }
    return await this.service.retry(id, body, caller);
  }

  /** An owner about what is theirs, and whoever manages campaigns. */
  private async requireDecide(
    id: string,
    targetId: string,
    caller: Caller,
  ): Promise<void> {
    if (await this.may(caller, agentTaskCampaignManagePermission)) {
      return;
    }
    await this.require(caller, agentTaskCampaignOptOutPermission);
    if (!(await this.decisions.owns(id, targetId, caller))) {
      throw createRefusal('forbidden', [
        {
          code: 'target-not-owned',
          message: 'The target belongs to somebody else.',
          nextStep: 'Ask its owner, or who manages the campaign.',
        },
      ]);
    }
  }

  /** What the caller may not decide is said with each target. */
  private async decidable(
    targets: CampaignTarget[],
    caller: Caller,
  ): Promise<CampaignTarget[]> {
    if (
      !targets.length ||
      (await this.may(caller, agentTaskCampaignManagePermission))
    ) {
      return targets;
    }
    const claims = (await this.may(caller, agentTaskCampaignOptOutPermission))
      ? (await caller.memberships?.()) ?? []
      : [];
    const mine = new Set(claims.map(ref => ref.toLowerCase()));
    return targets.map(target =>
      target.owner && mine.has(target.owner.toLowerCase())
        ? target
        : {
            ...target,
            decide: {
              allowed: false,
              reason: 'The target belongs to somebody else.',
            },
          },
    );
  }

  private async may(
    { credentials }: Caller,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [{ result }] = await this.permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }

  private async requireStart(caller: Caller): Promise<void> {
    await this.require(caller, agentTaskCampaignManagePermission);
    await this.require(caller, agentTaskCreatePermission);
  }

  private async require(
    { credentials }: Caller,
    permission: BasicPermission,
  ): Promise<void> {
    await requirePermission(this.permissions, permission, credentials);
  }

  /** Tasks of others are named to those who may read them. */
  private async readable<T extends { clashes?: TargetClashes }>(
    target: T,
    { credentials }: Caller,
  ): Promise<T> {
    const { clashes } = target;
    if (!clashes?.tasks.length) {
      return target;
    }
    const [[read], resources] = await Promise.all([
      this.authorizer.authorize([agentTaskReadPermission], credentials),
      this.tasks.getResources(clashes.tasks.map(({ id }) => id)),
    ]);
    const tasks = clashes.tasks.filter((_, index) => {
      const resource = resources[index];
      return resource !== undefined && read.allows(resource);
    });
    const hiddenTasks = clashes.tasks.length - tasks.length;
    return { ...target, clashes: { ...clashes, tasks, hiddenTasks } };
  }

  /** What the caller may not do is said where it would be done. */
  private async visible<
    T extends { items: Awaited<ReturnType<CampaignService['get']>>[] },
  >(caller: Caller, page: T): Promise<T> {
    if (await this.may(caller, agentTaskCampaignManagePermission)) {
      return page;
    }
    const denied = {
      allowed: false,
      reason: 'You may not manage campaigns.',
    };
    return {
      ...page,
      items: page.items.map(campaign => ({
        ...campaign,
        actions: {
          edit: denied,
          start: denied,
          pause: denied,
          resume: denied,
          stop: denied,
          openGate: denied,
          recall: denied,
          extend: denied,
          changeVersion: denied,
        },
      })),
    };
  }
}
