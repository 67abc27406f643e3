import type { CampaignState } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  campaignActions,
  CampaignMove,
  endedCampaignStates,
  launchingCampaignStates,
  nextCampaignState,
} from './campaignStates';

const states: CampaignState[] = [
  'planning',
  'planned',
  'running',
  'paused',
  'stopped',
  'recalling',
  'recalled',
  'done',
];

describe('campaign states', () => {
  it.each<[CampaignMove, string[]]>([
    ['plan', ['planning>planning', 'planned>planning']],
    ['finish-planning', ['planning>planned']],
    ['start', ['planned>running']],
    ['pause', ['running>paused']],
    ['resume', ['paused>running']],
    ['stop', ['running>stopped', 'paused>stopped']],
    [
      'recall',
      ['running', 'paused', 'stopped', 'recalling', 'recalled', 'done'].map(
        state => `${state}>recalling`,
      ),
    ],
    ['finish-recall', ['recalling>recalled']],
    ['finish', ['running>done']],
  ])('%s moves', (move, expected) => {
    expect(
      states.flatMap(state => {
        const next = nextCampaignState(state, move);
        return next ? [`${state}>${next}`] : [];
      }),
    ).toEqual(expected);
  });

  it('launches in none that was paused or taken back', () => {
    expect(launchingCampaignStates).toEqual(['running', 'done']);
    expect(endedCampaignStates).not.toContain('paused');
  });

  it('says why something cannot be done', () => {
    const refusals = states.flatMap(state =>
      Object.values(
        campaignActions({ state, targets: 1, openWave: false }),
      ).flatMap(({ allowed, reason }) => (allowed ? [] : [reason])),
    );
    expect(refusals.length).toBeGreaterThan(states.length);
    for (const reason of refusals) {
      expect(reason).toMatch(/^[A-Z].+\.$/);
    }
    expect(
      campaignActions({ state: 'planned', targets: 0, openWave: false }).start,
    ).toEqual({
      allowed: false,
      reason: 'There is no target that may start.',
    });
  });
});
