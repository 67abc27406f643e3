import {
  agentTaskReadPermission,
  agentTaskTemplateApprovePermission,
  agentTaskTemplateRevokePermission,
  AgentTaskTemplateVersion,
  Reason,
  TemplateDriftCounts,
  TemplateRevocation,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { AgentTasksConfig } from '../config/AgentTasksConfig';
import {
  countDrift,
  countRevocation,
  findTemplateHead,
  listStatusChanges,
  listTemplateVersions,
  UsedVersion,
} from '../database/operations/templates';
import { requirePermission } from '../permissions/requirePermission';
import type { TaskAuthorizer } from '../permissions/TaskAuthorizer';
import { notPermitted } from '../refusals/notPermitted';
import { createRefusal, reasonsOf } from '../refusals/Refusal';
import type { Caller } from '../tasks/TaskService';
import { changeStatus } from './changeStatus';
import { statusProblem } from './statusProblem';
import { parseTemplateRef, TemplateWithIncludes } from './TemplateContent';
import type { TemplateService } from './TemplateService';
import { TemplateStatusEvent } from './templateStatus';
import { toTemplateVersion } from './toTemplateVersion';
import { withdrawRevoked } from './withdrawRevoked';

const permissionOf = {
  promote: agentTaskTemplateApprovePermission,
  deprecate: agentTaskTemplateApprovePermission,
  revoke: agentTaskTemplateRevokePermission,
} as const;

/** Which version of which template. */
export type VersionName = { ref: string; digest: string };

/**
 * What becomes of the versions of a template: who may take them into use and
 * out of it, and what was made from them.
 *
 * A move asks the store, not the catalog: a version can be revoked after its
 * template was deleted.
 */
export class TemplateLifeCycle {
  static create(options: LifeCycleOptions): TemplateLifeCycle {
    return new TemplateLifeCycle(options);
  }

  private constructor(private readonly options: LifeCycleOptions) {}

  /**
   * Every content of a template that was seen, newest first.
   *
   * @throws NotFoundError where the caller may not read the template.
   */
  async versions(
    ref: string,
    caller: Caller,
  ): Promise<AgentTaskTemplateVersion[]> {
    const { database, templates } = this.options;
    const current = await this.#require(ref, caller);
    await templates.record(current);
    return await this.#show(
      await listTemplateVersions(database, current.ref),
      caller,
    );
  }

  /**
   * @throws NotAllowedError, NotFoundError, or ConflictError where the status
   * does not allow it.
   */
  async move(
    name: VersionName,
    event: Exclude<TemplateStatusEvent, 'revoke'>,
    reason: string,
    caller: Caller,
  ): Promise<AgentTaskTemplateVersion> {
    return await this.#move(name, event, reason, caller);
  }

  /**
   * Takes a version back, and withdraws what is queued with it. The first write
   * keeps everything of it from launching; what follows can be cut off at any
   * point, and {@link RevocationKeeper} ends it.
   *
   * @throws as {@link TemplateLifeCycle.move}.
   */
  async revoke(
    name: VersionName,
    reason: string,
    caller: Caller,
  ): Promise<TemplateRevocation> {
    const { database, onChanged } = this.options;
    const version = await this.#move(name, 'revoke', reason, caller);
    while (await withdrawRevoked(database)) {
      onChanged();
    }
    const [row] = await listTemplateVersions(
      database,
      version.ref,
      version.digest,
    );
    return { version, ...(await countRevocation(database, row.id)) };
  }

  /**
   * Counts over the tasks that the caller may read.
   *
   * @throws NotFoundError where the caller may not read the template.
   */
  async drift(ref: string, caller: Caller): Promise<TemplateDriftCounts> {
    const { authorizer, database, templates } = this.options;
    const [read] = await authorizer.authorize(
      [agentTaskReadPermission],
      caller.credentials,
    );
    if (read.denied) {
      throw notPermitted(agentTaskReadPermission);
    }
    const current = await this.#require(ref, caller);
    await templates.record(current);
    return await countDrift(database, {
      templateRef: current.ref,
      ...(read.criteria && { visible: read.criteria }),
    });
  }

  async #move(
    name: VersionName,
    event: TemplateStatusEvent,
    reason: string,
    caller: Caller,
  ): Promise<AgentTaskTemplateVersion> {
    const { config, database, permissions } = this.options;
    await requirePermission(
      permissions,
      permissionOf[event],
      caller.credentials,
    );
    const ref = parseTemplateRef(name.ref) ?? name.ref;
    await database.transaction(async tx =>
      changeStatus(tx, {
        name: { ref, digest: name.digest },
        event,
        reason,
        caller,
        fourEyes: config.fourEyes,
      }),
    );
    const rows = await listTemplateVersions(database, ref, name.digest);
    const [version] = await this.#show(rows, caller);
    return version;
  }

  async #show(
    rows: UsedVersion[],
    caller: Caller,
  ): Promise<AgentTaskTemplateVersion[]> {
    const { config, database, permissions } = this.options;
    if (!rows.length) {
      return [];
    }
    const [head, changes, decisions] = await Promise.all([
      findTemplateHead(database, rows[0].template_ref),
      listStatusChanges(
        database,
        rows.map(({ id }) => id),
      ),
      permissions.authorize(
        [
          { permission: agentTaskTemplateApprovePermission },
          { permission: agentTaskTemplateRevokePermission },
        ],
        { credentials: caller.credentials },
      ),
    ]);
    const [approve, revoke] = decisions.map(
      ({ result }) => result === AuthorizeResult.ALLOW,
    );
    const permitted = { promote: approve, deprecate: approve, revoke };
    return rows.map(row =>
      toTemplateVersion(row, {
        current: row.id === head?.version_id,
        history: changes.filter(change => change.version_id === row.id),
        problem: (event): Reason | undefined =>
          permitted[event]
            ? statusProblem({
                status: row.status,
                event,
                author: row.author_ref ?? undefined,
                userRef: caller.userRef,
                fourEyes: config.fourEyes,
              })
            : reasonsOf(notPermitted(permissionOf[event]))[0],
      }),
    );
  }

  async #require(ref: string, caller: Caller): Promise<TemplateWithIncludes> {
    const found = await this.options.templates.find(ref, caller);
    if (!found) {
      throw createRefusal('not-found', [
        {
          code: 'template-not-found',
          message: `There is no template '${ref}' that you may read.`,
        },
      ]);
    }
    return found;
  }
}

type LifeCycleOptions = {
  authorizer: TaskAuthorizer;
  config: Pick<AgentTasksConfig['templates'], 'fourEyes'>;
  database: Knex;
  permissions: PermissionsService;
  templates: TemplateService;
  /** Called after a commit that changed tasks. */
  onChanged: () => void;
};
