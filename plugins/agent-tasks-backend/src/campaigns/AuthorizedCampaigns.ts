import {
  agentTaskCampaignManagePermission,
  agentTaskCampaignReadPermission,
  agentTaskCreatePermission,
  agentTaskRetryPermission,
  CampaignExtendRequest,
  CampaignVersionRequest,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { requirePermission } from '../permissions/requirePermission';
import { notPermitted } from '../refusals/notPermitted';
import type { Caller } from '../tasks/TaskService';
import type { CampaignComparer } from './CampaignComparer';
import type { CampaignExtender } from './CampaignExtender';
import type { CampaignService } from './CampaignService';
import type { CampaignVersionChanger } from './CampaignVersionChanger';

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
  }): AuthorizedCampaigns {
    const { service, changes, permissions } = options;
    return new AuthorizedCampaigns(service, changes, permissions);
  }

  private constructor(
    private readonly service: CampaignService,
    private readonly middle: CampaignChangeServices,
    private readonly permissions: PermissionsService,
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
    return await this.service.targets(id, query);
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
    return await this.service.target(id, targetId, caller);
  }

  async progress(id: string, caller: Caller) {
    await this.require(caller, agentTaskCampaignReadPermission);
    return await this.service.progress(id);
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

  /** What the caller may not do is said where it would be done. */
  private async visible<
    T extends { items: Awaited<ReturnType<CampaignService['get']>>[] },
  >({ credentials }: Caller, page: T): Promise<T> {
    const [{ result }] = await this.permissions.authorize(
      [{ permission: agentTaskCampaignManagePermission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) {
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
