import {
  AGENT_TASK_TEMPLATE_API_VERSION,
  AGENT_TASK_TEMPLATE_KIND,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import type {
  CatalogProcessor,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { validateAgentTaskTemplate } from '../validation';
import { emitOwner } from './emitOwner';
import { refuseInvalid } from './refuseInvalid';

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
    refuseInvalid('template', validateAgentTaskTemplate(entity));
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isAgentTaskTemplate(entity)) {
      emitOwner(entity, emit);
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
