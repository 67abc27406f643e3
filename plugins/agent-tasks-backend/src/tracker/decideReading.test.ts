import {
  AgentState,
  agentStates,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import type { SessionReading, TaskReading } from '../github/mapTask';
import { decideReading, ReadingBasis } from './decideReading';

const now = new Date('2026-03-01T12:00:00Z');
const options = { now, silentAfterMs: 600_000 };

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 11, 0, second));

const launched: ReadingBasis = {
  agent_state: 'queued',
  github_updated_at: at(0),
  github_task_url: 'https://github.com/acme/shop/tasks/1',
  head_ref: null,
  settled_at: null,
  pull_state: null,
  pull_pending: false,
  next_look_at: now,
  failure_class: null,
  failure_message: null,
};

function read(
  state: string,
  second: number,
  more: Partial<TaskReading> = {},
): TaskReading {
  const known = agentStates.find(one => one === state);
  return {
    id: 'g1',
    url: 'https://github.com/acme/shop/tasks/1',
    state: known,
    rawState: state,
    createdAt: at(0),
    updatedAt: at(second),
    pulls: [],
    branches: [],
    ...more,
  };
}

function session(more: Partial<SessionReading> = {}): SessionReading {
  return {
    id: 's1',
    state: 'completed',
    rawState: 'completed',
    createdAt: at(1),
    ...more,
  };
}

function apply(row: ReadingBasis, reading: TaskReading): ReadingBasis {
  const decision = decideReading(row, reading, options);
  return decision.kind === 'apply' ? { ...row, ...decision.patch } : row;
}

describe('decideReading', () => {
  it('follows an agent on its way and tells each step once', () => {
    expect(
      decideReading(launched, read('in_progress', 20), options),
    ).toMatchObject({
      kind: 'apply',
      visible: true,
      story: { state: 'in_progress', previousState: 'queued' },
      patch: {
        agent_state: 'in_progress',
        settled_at: null,
        next_look_at: new Date(now.getTime() + 600_000),
      },
    });
    const working = apply(launched, read('in_progress', 20));
    expect(decideReading(working, read('in_progress', 20), options)).toEqual({
      kind: 'unchanged',
    });
    const busy = decideReading(working, read('in_progress', 50), options);
    expect(busy).toMatchObject({ kind: 'apply', visible: false });
    expect(busy).not.toHaveProperty('story');
  });

  it('waits for the details of a task that a list says has ended', () => {
    expect(decideReading(launched, read('completed', 90), options)).toEqual(
      expect.objectContaining({
        kind: 'apply',
        patch: expect.objectContaining({
          settled_at: at(90),
          pull_pending: true,
          next_look_at: now,
        }),
      }),
    );
    const detailed = read('completed', 90, {
      sessions: [
        session({ creditsNano: '1250000000', headRef: 'copilot/first' }),
        session({ id: 's2', creditsNano: '9007199254740993' }),
      ],
    });
    expect(decideReading(launched, detailed, options)).toMatchObject({
      patch: {
        pull_pending: false,
        next_look_at: null,
        head_ref: 'copilot/first',
      },
      detail: { creditsNano: '9007200504740993' },
    });
    const pulled = { ...detailed, pulls: [{ databaseId: '7' }] };
    expect(decideReading(launched, pulled, options)).toMatchObject({
      patch: { pull_pending: true, next_look_at: null },
    });
  });

  it.each<[string, string | undefined, string, string | null]>([
    ['failed', undefined, 'agent-error', null],
    ['failed', 'The agent crashed.', 'agent-error', 'The agent crashed.'],
    [
      'failed',
      'Requested model not available for session',
      'model-unavailable',
      'Requested model not available for session',
    ],
    [
      'failed',
      'Push was refused by a repository ruleset violation',
      'ruleset',
      'Push was refused by a repository ruleset violation',
    ],
    [
      'failed',
      'Resource not accessible: missing contents permission',
      'permission-denied',
      'Resource not accessible: missing contents permission',
    ],
    ['timed_out', undefined, 'timed-out', null],
    ['cancelled', undefined, 'cancelled', null],
  ])('%s with %j is %s', (state, error, failureClass, message) => {
    const reading = read(state, 90, {
      sessions: [session({ state: 'failed', error })],
    });
    expect(decideReading(launched, reading, options)).toMatchObject({
      patch: { failure_class: failureClass, failure_message: message },
      story: { state, failureClass },
    });
  });

  it('blames the latest session only', () => {
    const reading = read('failed', 90, {
      sessions: [
        session({ createdAt: at(2), error: undefined }),
        session({ createdAt: at(1), error: 'model is not available' }),
      ],
    });
    expect(decideReading(launched, reading, options)).toMatchObject({
      patch: { failure_class: 'agent-error', failure_message: null },
    });
  });

  it('follows a settled task that becomes active again', () => {
    const failed = apply(
      launched,
      read('failed', 90, { sessions: [session({ error: 'It broke' })] }),
    );
    expect(
      decideReading(failed, read('in_progress', 200), options),
    ).toMatchObject({
      patch: {
        agent_state: 'in_progress',
        settled_at: null,
        failure_class: null,
        failure_message: null,
        next_look_at: new Date(now.getTime() + 600_000),
      },
      story: { state: 'in_progress', previousState: 'failed' },
    });
  });

  it('leaves the row as it was where a state is not known', () => {
    expect(decideReading(launched, read('paused', 90), options)).toEqual({
      kind: 'unknown-state',
      value: 'paused',
    });
    const odd = read('completed', 90, {
      sessions: [session({ state: undefined, rawState: 'dreaming' })],
    });
    expect(decideReading(launched, odd, options)).toEqual({
      kind: 'unknown-state',
      value: 'dreaming',
    });
  });

  it('asks for no pull request that was read already', () => {
    expect(
      decideReading(
        { ...launched, pull_state: 'draft' },
        read('completed', 90, { pulls: [{ databaseId: '7' }] }),
        options,
      ),
    ).toMatchObject({ patch: { pull_pending: false, pull_state: 'draft' } });
  });

  it('ends at the latest truth that was read, whatever came when', () => {
    fc.assert(
      fc.property(history(), ({ truths, readings }) => {
        let row = launched;
        let seen = -1;
        for (const index of readings) {
          const next = apply(row, truths[index]);
          // twice is once
          expect(apply(next, truths[index])).toEqual(next);
          seen = Math.max(seen, index);
          expect(next.agent_state).toBe(truths[seen].state);
          expect(next.github_updated_at).toEqual(truths[seen].updatedAt);
          row = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});

const way: AgentState[] = [
  'queued',
  'in_progress',
  'idle',
  'waiting_for_user',
  'completed',
  'cancelled',
  'timed_out',
  'failed',
];

/**
 * What GitHub held, one after the other, and which of it was read in which
 * order. Within one second a task only goes forward on its way.
 */
function history() {
  return fc
    .array(
      fc.record({
        state: fc.constantFrom(...agentStates),
        sameSecond: fc.boolean(),
        detailed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .chain(steps => {
      let second = 1;
      let place = -1;
      const truths = steps.flatMap(({ state, sameSecond, detailed }) => {
        const next = way.indexOf(state);
        if (!sameSecond || next <= place) {
          second += 1;
        }
        place = next;
        return read(
          state,
          second,
          detailed ? { sessions: [session({ error: `${second}` })] } : {},
        );
      });
      return fc.record({
        truths: fc.constant(truths),
        readings: fc.array(fc.nat({ max: truths.length - 1 }), {
          maxLength: 30,
        }),
      });
    });
}
