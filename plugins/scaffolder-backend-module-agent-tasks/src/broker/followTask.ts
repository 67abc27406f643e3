import type {
  AgentTaskDetail,
  Phase,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { BrokerSession } from './BrokerSession';
import { Clock } from './Clock';

/** First look after this time, then a little later each time. */
const FIRST_LOOK_MS = 500;
const LOOK_GROWTH = 1.5;
/** Slow enough for a broker with thousands of waiting steps. */
const SLOWEST_LOOK_MS = { launched: 5_000, settled: 30_000 };

/** What a step waits for: the launch, or the end of the agent's work. */
export type WaitFor = 'launched' | 'settled';

/** Phases in which a task was not launched yet. */
const BEFORE_LAUNCH: Phase[] = [
  'awaiting-approval',
  'scheduled',
  'queued',
  'launching',
];

/** Phases that only a person ends, hours or days later. */
const UP_TO_A_PERSON: Phase[] = ['awaiting-approval'];

const SETTLED: Phase[] = [
  'in-review',
  'done',
  'done-without-change',
  'failed',
  'withdrawn',
];

/**
 * Looks at a task until it is what the step waits for, or can no longer become
 * it without a person, or time is up. Says every change of phase in the log.
 *
 * @returns the task as last read; time that ran out is no error
 */
export async function followTask(options: {
  task: AgentTaskDetail;
  waitFor: WaitFor;
  timeoutMs: number;
  broker: BrokerSession;
  clock: Clock;
  logger: LoggerService;
  signal?: AbortSignal;
}): Promise<AgentTaskDetail> {
  const { waitFor, timeoutMs, broker, clock, logger, signal } = options;
  const deadline = clock.now() + timeoutMs;
  let task = options.task;
  tellPhase(logger, task);

  for (let pause = FIRST_LOOK_MS; !isOver(task, waitFor, deadline); ) {
    const rest = deadline - clock.now();
    if (rest <= 0) {
      logger.warn(
        `Stopped waiting for the agent task after ${Math.round(
          timeoutMs / 1000,
        )} s; it goes on without this step. ${task.nextStep.sentence}`,
      );
      return task;
    }
    await clock.sleep(Math.min(pause, SLOWEST_LOOK_MS[waitFor], rest), signal);
    pause *= LOOK_GROWTH;
    const { phase } = task;
    task = await broker.read(task.id);
    if (task.phase !== phase) {
      tellPhase(logger, task);
    }
  }
  return task;
}

function isOver(task: AgentTaskDetail, waitFor: WaitFor, deadline: number) {
  const { phase, notBefore } = task;
  if (UP_TO_A_PERSON.includes(phase)) {
    return true;
  }
  if (phase === 'scheduled' && notBefore && Date.parse(notBefore) > deadline) {
    return true;
  }
  return waitFor === 'settled'
    ? SETTLED.includes(phase)
    : !BEFORE_LAUNCH.includes(phase);
}

function tellPhase(logger: LoggerService, task: AgentTaskDetail) {
  const phase = task.phase.replaceAll('-', ' ');
  logger.info(`Agent task is ${phase}. ${task.nextStep.sentence}`);
}
