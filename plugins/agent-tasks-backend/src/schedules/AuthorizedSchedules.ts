import {
  agentTaskCampaignManagePermission,
  agentTaskCreatePermission,
  agentTaskScheduleManagePermission,
  agentTaskScheduleReadPermission,
  Schedule,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { requirePermission } from '../permissions/requirePermission';
import type { Caller } from '../tasks/TaskService';
import type { ScheduleService } from './ScheduleService';

type Args<K extends keyof ScheduleService> = ScheduleService[K] extends (
  ...args: infer A
) => unknown
  ? A
  : never;

/**
 * Decides who may. Whoever lets a schedule run lets it plan and start
 * campaigns, and has to be allowed to do that themselves.
 */
export class AuthorizedSchedules {
  static create(options: {
    service: ScheduleService;
    permissions: PermissionsService;
  }): AuthorizedSchedules {
    return new AuthorizedSchedules(options.service, options.permissions);
  }

  private constructor(
    private readonly service: ScheduleService,
    private readonly permissions: PermissionsService,
  ) {}

  async list(query: Args<'list'>[0], caller: Caller) {
    await this.require(caller, agentTaskScheduleReadPermission);
    const { items } = await this.service.list(query);
    return { items: await this.visible(caller, items) };
  }

  async get(id: string, caller: Caller) {
    await this.require(caller, agentTaskScheduleReadPermission);
    const [schedule] = await this.visible(caller, [await this.service.get(id)]);
    return schedule;
  }

  async runs(id: string, query: Args<'runs'>[1], caller: Caller) {
    await this.require(caller, agentTaskScheduleReadPermission);
    return await this.service.runs(id, query);
  }

  async preview(times: Args<'preview'>[0], caller: Caller) {
    await this.require(caller, agentTaskScheduleReadPermission);
    return await this.service.preview(times);
  }

  async create(request: Args<'create'>[0], caller: Caller) {
    await this.requireStart(caller);
    return await this.service.create(request, caller);
  }

  async change(id: string, request: Args<'change'>[1], caller: Caller) {
    await this.requireStart(caller);
    return await this.service.change(id, request, caller);
  }

  async enable(id: string, reason: string | undefined, caller: Caller) {
    await this.requireStart(caller);
    return await this.service.enable(id, reason, caller);
  }

  async run(id: string, reason: string | undefined, caller: Caller) {
    await this.requireStart(caller);
    return await this.service.run(id, reason, caller);
  }

  async disable(id: string, reason: string | undefined, caller: Caller) {
    await this.require(caller, agentTaskScheduleManagePermission);
    return await this.service.disable(id, reason, caller);
  }

  async remove(id: string, caller: Caller) {
    await this.require(caller, agentTaskScheduleManagePermission);
    await this.service.remove(id, caller);
  }

  private async requireStart(caller: Caller): Promise<void> {
    await this.require(caller, agentTaskScheduleManagePermission);
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
  private async visible(
    { credentials }: Caller,
    schedules: Schedule[],
  ): Promise<Schedule[]> {
    const [{ result }] = await this.permissions.authorize(
      [{ permission: agentTaskScheduleManagePermission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) {
      return schedules;
    }
    const denied = { allowed: false, reason: 'You may not manage schedules.' };
    return schedules.map(schedule => ({
      ...schedule,
      actions: {
        edit: denied,
        enable: denied,
        disable: denied,
        run: denied,
        delete: denied,
      },
    }));
  }
}
