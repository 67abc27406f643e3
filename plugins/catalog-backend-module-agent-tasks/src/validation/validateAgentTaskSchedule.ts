import type { AgentTaskScheduleEntity } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { Cron } from 'croner';
import schema from '../schema/AgentTaskSchedule.v1alpha1.schema.json';
import { createShapeCheck } from './createShapeCheck';
import { EntityProblem } from './EntityProblem';

/**
 * JSON schema of the `AgentTaskSchedule` kind.
 *
 * @public
 */
export const agentTaskScheduleJsonSchema: { readonly [key: string]: unknown } =
  schema;

const shapeProblems = createShapeCheck(schema);

/**
 * Finds everything that is wrong with a schedule: first its shape, and where
 * the shape is right also its times. What depends on the installation, such as
 * how often it may run, is the broker's to say.
 *
 * @returns the problems, in the order of the fields; empty for a valid schedule
 * @public
 */
export function validateAgentTaskSchedule(entity: unknown): EntityProblem[] {
  const problems = shapeProblems(entity);
  return problems.length
    ? problems
    : checkTimes((entity as AgentTaskScheduleEntity).spec.times);
}

function checkTimes({
  cron,
  timeZone,
}: AgentTaskScheduleEntity['spec']['times']): EntityProblem[] {
  const problems: EntityProblem[] = [];
  let valid: boolean;
  try {
    valid = new Cron(cron, { mode: '5-part', paused: true }).nextRun() !== null;
  } catch {
    valid = false;
  }
  if (!valid) {
    problems.push({
      path: '/spec/times/cron',
      message: `is ${JSON.stringify(
        cron,
      )}; expected a cron expression of five fields that comes, such as 0 9 * * 4`,
    });
  }
  try {
    Intl.DateTimeFormat(undefined, { timeZone });
  } catch {
    problems.push({
      path: '/spec/times/timeZone',
      message: `is ${JSON.stringify(
        timeZone,
      )}; expected a time zone such as Europe/Berlin`,
    });
  }
  return problems;
}
