import {
  AgentTaskFilter,
  AgentTaskResource,
  agentTaskResourceRef,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PermissionCriteria,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';

/** A caller's decision about one permission, to be asked about any task. */
export type TaskAuthorization = {
  /** Nothing is allowed, whatever the task. */
  denied: boolean;
  allows(task: AgentTaskResource): boolean;
  /** The tasks that are allowed, as a condition; all of them without one. */
  criteria?: PermissionCriteria<AgentTaskFilter>;
};

/** Asks the permission framework about tasks: one request, any number of tasks. */
export class TaskAuthorizer {
  readonly #permissions: PermissionsService;
  readonly #allows: (
    decision: PolicyDecision,
    task: AgentTaskResource | undefined,
  ) => boolean;
  readonly #toCriteria: ReturnType<
    typeof createConditionTransformer<AgentTaskFilter>
  >;

  private constructor(options: TaskAuthorizerOptions) {
    const ruleset =
      options.permissionsRegistry.getPermissionRuleset(agentTaskResourceRef);
    this.#permissions = options.permissions;
    this.#allows = createConditionAuthorizer(ruleset);
    this.#toCriteria = createConditionTransformer(ruleset);
  }

  static create(options: TaskAuthorizerOptions): TaskAuthorizer {
    return new TaskAuthorizer(options);
  }

  async authorize<P extends ResourcePermission>(
    permissions: P[],
    credentials: BackstageCredentials,
  ): Promise<TaskAuthorization[]> {
    const decisions = await this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(decision => ({
      denied: decision.result === AuthorizeResult.DENY,
      allows: task => this.#allows(decision, task),
      ...(decision.result === AuthorizeResult.CONDITIONAL && {
        criteria: this.#toCriteria(decision.conditions),
      }),
    }));
  }
}

type TaskAuthorizerOptions = {
  permissions: PermissionsService;
  permissionsRegistry: Pick<PermissionsRegistryService, 'getPermissionRuleset'>;
};
