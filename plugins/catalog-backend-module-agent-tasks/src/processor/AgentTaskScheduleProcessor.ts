import {
  AGENT_TASK_SCHEDULE_API_VERSION,
  AGENT_TASK_SCHEDULE_KIND,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { Entity } from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import type {
  CatalogProcessor,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { validateAgentTaskSchedule } from '../validation';
import { emitOwner } from './emitOwner';
import { refuseInvalid } from './refuseInvalid';

/**
 * Teaches the catalog the kind `AgentTaskSchedule`: refuses an invalid one with
 * all of its problems, and relates it to its owner.
 *
 * @public
 */
export class AgentTaskScheduleProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'AgentTaskScheduleProcessor';
  }

  /**
   * @throws `InputError` with every problem of the schedule
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isAgentTaskSchedule(entity)) {
      return false;
    }
    refuseInvalid('schedule', validateAgentTaskSchedule(entity));
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isAgentTaskSchedule(entity)) {
      emitOwner(entity, emit);
    }
    return entity;
  }
}

function isAgentTaskSchedule(entity: Entity): boolean {
  return (
    entity.apiVersion === AGENT_TASK_SCHEDULE_API_VERSION &&
    entity.kind === AGENT_TASK_SCHEDULE_KIND
  );
}
