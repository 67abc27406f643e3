import type {
  Campaign,
  CampaignState,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What moves a campaign. */
export type CampaignMove =
  | 'plan'
  | 'finish-planning'
  | 'start'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'recall'
  | 'finish-recall'
  | 'finish';

const moves: Record<
  CampaignMove,
  Partial<Record<CampaignState, CampaignState>>
> = {
  plan: { planning: 'planning', planned: 'planning' },
  'finish-planning': { planning: 'planned' },
  start: { planned: 'running' },
  pause: { running: 'paused' },
  resume: { paused: 'running' },
  stop: { running: 'stopped', paused: 'stopped' },
  // also what has ended, and again: a recall takes back what is left
  recall: {
    running: 'recalling',
    paused: 'recalling',
    stopped: 'recalling',
    done: 'recalling',
    recalling: 'recalling',
    recalled: 'recalling',
  },
  'finish-recall': { recalling: 'recalled' },
  finish: { running: 'done' },
};

/** The state after a move; undefined where it is not possible. Pure. */
export function nextCampaignState(
  state: CampaignState,
  move: CampaignMove,
): CampaignState | undefined {
  return moves[move][state];
}

/** States in which nothing more starts. */
export const endedCampaignStates: CampaignState[] = [
  'stopped',
  'recalling',
  'recalled',
  'done',
];

/**
 * States in which tasks of the campaign may be launched; also of one that has
 * come to its end, where somebody tries a failed task again.
 */
export const launchingCampaignStates: CampaignState[] = ['running', 'done'];

/** States in which somebody may change what has no task yet. */
export const changeableCampaignStates: CampaignState[] = [
  'planned',
  'running',
  'paused',
];

const words: Record<CampaignState, string> = {
  planning: 'is being planned',
  planned: 'has not started',
  running: 'is running',
  paused: 'is paused',
  stopped: 'was stopped',
  recalling: 'is being recalled',
  recalled: 'was recalled',
  done: 'has ended',
};

/** What may be done with a campaign and why not, by its state alone. */
export function campaignActions(campaign: {
  state: CampaignState;
  /** Included targets that policy does not refuse. */
  targets: number;
  /** A wave whose gate somebody could open. */
  openWave: boolean;
}): Campaign['actions'] {
  const { state, targets, openWave } = campaign;
  const by = (move: CampaignMove) =>
    nextCampaignState(state, move)
      ? { allowed: true }
      : { allowed: false, reason: `The campaign ${words[state]}.` };
  const change = changeableCampaignStates.includes(state)
    ? { allowed: true }
    : { allowed: false, reason: `The campaign ${words[state]}.` };
  return {
    edit: by('plan'),
    start:
      state === 'planned' && targets === 0
        ? { allowed: false, reason: 'There is no target that may start.' }
        : by('start'),
    pause: by('pause'),
    resume: by('resume'),
    stop: by('stop'),
    openGate:
      state === 'running' && openWave
        ? { allowed: true }
        : {
            allowed: false,
            reason:
              state === 'running'
                ? 'No wave waits for its gate.'
                : `The campaign ${words[state]}.`,
          },
    recall: by('recall'),
    extend: change,
    changeVersion: change,
  };
}
