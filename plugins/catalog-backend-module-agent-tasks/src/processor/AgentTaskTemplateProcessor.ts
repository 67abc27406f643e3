import {
  AGENT_TASK_TEMPLATE_API_VERSION,
  AGENT_TASK_TEMPLATE_KIND,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import { validateAgentTaskTemplate } from '../validation';

/**
 * Teaches the catalog the kind `AgentTaskTemplate`: refuses an invalid one with
 * all of its problems, and relates it to its owner.
 *
 * @public
 */
export class AgentTaskTemplateProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'AgentTaskTemplateProcessor';
  }

  /**
   * @throws `InputError` with every problem of the template
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isAgentTaskTemplate(entity)) {
      return false;
    }
    const problems = validateAgentTaskTemplate(entity);
    if (problems.length > 0) {
      const list = problems.map(({ path, message }) => `${path} ${message}`);
      throw new InputError(
        `The template has ${problems.length} problem${
          problems.length === 1 ? '' : 's'
        }: ${list.join(' · ')}`,
      );
    }
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isAgentTaskTemplate(entity)) {
      const template = getCompoundEntityRef(entity);
      const owner = parseEntityRef(String(entity.spec?.owner), {
        defaultKind: 'Group',
        defaultNamespace: template.namespace,
      });
      emit(
        processingResult.relation({
          source: template,
          type: RELATION_OWNED_BY,
          target: owner,
        }),
      );
      emit(
        processingResult.relation({
          source: owner,
          type: RELATION_OWNER_OF,
          target: template,
        }),
      );
    }
    return entity;
  }
}

function isAgentTaskTemplate(entity: Entity): boolean {
  return (
    entity.apiVersion === AGENT_TASK_TEMPLATE_API_VERSION &&
    entity.kind === AGENT_TASK_TEMPLATE_KIND
  );
}
