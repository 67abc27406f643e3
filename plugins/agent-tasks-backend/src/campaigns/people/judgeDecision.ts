import type {
  CampaignState,
  Reason,
  CampaignTarget,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CampaignTargetRow } from '../../database/rows';

/** What an owner may do with a target. */
export type DecisionVerb = 'defer' | 'opt-out' | 'take-back';

type Target = Pick<
  CampaignTargetRow,
  | 'task_id'
  | 'wave'
  | 'verdict'
  | 'excluded_at'
  | 'opted_out'
  | 'deferred_until'
>;

/** States of a campaign in which owners may have a word about its targets. */
const openStates: CampaignState[] = ['planned', 'running', 'paused'];

/**
 * Why an owner's word about a target comes too late, or does not fit; nothing
 * where it does. Pure.
 */
export function judgeDecision(
  target: Target,
  state: CampaignState,
  verb: DecisionVerb | undefined,
): Reason | undefined {
  if (!openStates.includes(state)) {
    return {
      code: 'campaign-not-open',
      message: 'The targets of the campaign are not open to change now.',
    };
  }
  if (target.task_id !== null) {
    return {
      code: 'target-has-task',
      message: 'The target has its task already.',
      nextStep: 'Withdraw the task while it was not sent, or review it.',
    };
  }
  if (target.excluded_at !== null && !target.opted_out) {
    return {
      code: 'target-left-out',
      message: 'Whoever runs the campaign has left the target out.',
    };
  }
  const said = target.opted_out || target.deferred_until !== null;
  if (target.verdict === 'refused' && !said) {
    return {
      code: 'target-refused',
      message: 'Policy refuses the target; it does not start.',
    };
  }
  if (verb === 'take-back' && !said) {
    return {
      code: 'nothing-to-take-back',
      message: 'The target was neither put off nor has it opted out.',
    };
  }
  if (verb === 'defer' && target.opted_out) {
    return {
      code: 'target-opted-out',
      message: 'The target has opted out.',
      nextStep: 'Take that back first.',
    };
  }
  return undefined;
}

/** Whether its owner may have a word about a target, by its state alone. */
export function decideAction(
  target: Target,
  state: CampaignState,
): NonNullable<CampaignTarget['decide']> {
  const problem = judgeDecision(target, state, undefined);
  return problem
    ? { allowed: false, reason: problem.message }
    : { allowed: true };
}
