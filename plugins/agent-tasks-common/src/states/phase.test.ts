import fc from 'fast-check';
import { PhaseFacts, phaseOf } from './phase';
import { agentStates, launchStates, phases, pullStates } from './states';

describe('phaseOf', () => {
  it.each<[PhaseFacts, string]>([
    [{ launchState: 'awaiting_approval' }, 'awaiting-approval'],
    [{ launchState: 'queued' }, 'queued'],
    [{ launchState: 'queued', scheduled: true }, 'scheduled'],
    [{ launchState: 'launching' }, 'launching'],
    [{ launchState: 'launch_unknown' }, 'launching'],
    [{ launchState: 'launch_unknown', held: true }, 'needs-attention'],
    [{ launchState: 'launch_failed' }, 'failed'],
    [{ launchState: 'rejected' }, 'failed'],
    [{ launchState: 'withdrawn' }, 'withdrawn'],
    [{ launchState: 'launched' }, 'running'],
    [{ launchState: 'launched', agentState: 'queued' }, 'running'],
    [
      { launchState: 'launched', agentState: 'in_progress', pullState: 'open' },
      'running',
    ],
    [
      { launchState: 'launched', agentState: 'waiting_for_user' },
      'needs-attention',
    ],
    [{ launchState: 'launched', agentState: 'idle' }, 'needs-attention'],
    [
      { launchState: 'launched', agentState: 'idle', pullState: 'draft' },
      'in-review',
    ],
    [
      { launchState: 'launched', agentState: 'completed' },
      'done-without-change',
    ],
    [
      { launchState: 'launched', agentState: 'completed', pullPending: true },
      'running',
    ],
    [
      { launchState: 'launched', agentState: 'completed', pullState: 'draft' },
      'in-review',
    ],
    [
      { launchState: 'launched', agentState: 'completed', pullState: 'merged' },
      'done',
    ],
    [
      { launchState: 'launched', agentState: 'completed', pullState: 'closed' },
      'done-without-change',
    ],
    [{ launchState: 'launched', agentState: 'timed_out' }, 'failed'],
    [
      { launchState: 'launched', agentState: 'failed', pullState: 'draft' },
      'failed',
    ],
    [
      { launchState: 'launched', agentState: 'cancelled', pullState: 'open' },
      'in-review',
    ],
    [
      { launchState: 'launched', agentState: 'failed', pullState: 'merged' },
      'done',
    ],
  ])('%j is %s', (facts, phase) => {
    expect(phaseOf(facts)).toBe(phase);
  });

  const facts = fc.record(
    {
      launchState: fc.constantFrom(...launchStates),
      agentState: fc.constantFrom(...agentStates),
      pullState: fc.constantFrom(...pullStates),
      scheduled: fc.boolean(),
      held: fc.boolean(),
      pullPending: fc.boolean(),
    },
    { requiredKeys: ['launchState'] },
  );

  it('gives every combination exactly one known phase', () => {
    fc.assert(
      fc.property(facts, f => {
        expect(phases).toContain(phaseOf(f));
      }),
    );
  });

  it('lets GitHub decide only what was launched', () => {
    fc.assert(
      fc.property(facts, ({ agentState, pullState, ...rest }) => {
        fc.pre(rest.launchState !== 'launched');
        expect(phaseOf({ ...rest, agentState, pullState })).toBe(phaseOf(rest));
      }),
    );
  });

  it('never calls a task done without a merged pull request', () => {
    fc.assert(
      fc.property(facts, f => {
        fc.pre(phaseOf(f) === 'done');
        expect(f.pullState).toBe('merged');
      }),
    );
  });
});
