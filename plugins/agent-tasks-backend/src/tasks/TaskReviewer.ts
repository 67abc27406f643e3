import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { PolicyFacts } from '@agent-tasks/backstage-plugin-agent-tasks-node';
import type { Knex } from 'knex';
import { findGivenApprovals } from '../database/operations/approvals/findGivenApprovals';
import {
  findTemplateVersion,
  loadTaskIncludes,
} from '../database/operations/templates';
import type { TaskRow } from '../database/rows';
import { findEntity } from '../entities/findEntity';
import type { IdentityRegistry } from '../identities/IdentityRegistry';
import { withApprovals } from '../policy/withApprovals';
import type { PolicyEngine, PolicyVerdict } from '../policy/PolicyEngine';
import { modelOf, promptOf } from '../retries/AttemptPlan';
import { specOf } from '../templates/TemplateContent';
import { toVersionFacts } from '../templates/toVersionFacts';

type TaskReviewerOptions = {
  catalog: CatalogService;
  database: Knex;
  identities: Pick<IdentityRegistry, 'findFor'>;
  policy: PolicyEngine;
};

/**
 * Asks policy again about a task that is stored, before a retry and right
 * before GitHub is called: its prompt and template version stay as they are,
 * the entity, the lists and the identities are looked up anew. What it asks
 * people for holds as given where they have agreed to the same content.
 */
export class TaskReviewer {
  readonly #options: TaskReviewerOptions;

  private constructor(options: TaskReviewerOptions) {
    this.#options = options;
  }

  static create(options: TaskReviewerOptions): TaskReviewer {
    return new TaskReviewer(options);
  }

  /**
   * @throws where the catalog cannot be read: nothing is decided then, and the
   * task has to wait.
   */
  async review(
    task: TaskRow,
    options: {
      credentials: BackstageCredentials;
      stage: PolicyFacts['stage'];
      /** Who asks for it now: their own approval does not count. */
      askedBy?: string;
      /** Of a prompt that was rendered anew. */
      promptProblems?: Reason[];
    },
  ): Promise<PolicyVerdict> {
    const { catalog, database, identities, policy } = this.#options;
    const { promptProblems = [] } = options;
    const [found, version, includes] = await Promise.all([
      task.entity_ref !== null
        ? findEntity(catalog, task.entity_ref, options.credentials)
        : undefined,
      task.template_version_id !== null
        ? findTemplateVersion(database, task.template_version_id)
        : undefined,
      task.template_version_id !== null
        ? loadTaskIncludes(database, task.id)
        : [],
    ]);
    const repository = {
      host: task.host,
      owner: task.repository_owner,
      name: task.repository_name,
    };
    const spec = version && specOf(version);
    const verdict = await policy.evaluate({
      ...(task.entity_ref !== null && { entityRef: task.entity_ref }),
      ...(found?.entity && { entity: found.entity }),
      ...(task.owner_ref !== null && { owner: task.owner_ref }),
      ...(task.tier !== null && { tier: task.tier }),
      repository,
      identities: identities.findFor(repository).map(({ id }) => id),
      ...(task.template_ref !== null && { templateRef: task.template_ref }),
      ...(spec && { template: spec }),
      ...(version && {
        templateVersions: [version, ...includes].map(toVersionFacts),
      }),
      parameters: task.parameters,
      ...(task.ticket !== null && { ticket: task.ticket }),
      ...(modelOf(task) !== null && { model: modelOf(task) ?? '' }),
      ...(task.custom_agent !== null && { customAgent: task.custom_agent }),
      ...(task.base_ref !== null && { baseRef: task.base_ref }),
      createPullRequest: task.create_pull_request,
      ...(!promptProblems.length && { prompt: promptOf(task) }),
      promptProblems,
      requestedBy: task.requested_by,
      stage: options.stage,
    });
    if (verdict.decision.result !== 'needs-approval') {
      return verdict;
    }
    const given = await findGivenApprovals(database, {
      taskId: task.id,
      promptDigest: task.prompt_digest,
      templateDigest: version?.digest ?? null,
    });
    return {
      ...verdict,
      decision: withApprovals(verdict.decision, given, [
        task.requested_by,
        ...(options.askedBy ? [options.askedBy] : []),
      ]),
    };
  }
}
