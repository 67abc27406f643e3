import type {
  CampaignGate,
  CampaignGateCondition,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What is known of a wave. */
export type WaveFacts = {
  /** Targets that take part: neither left out nor refused nor withdrawn. */
  targets: number;
  merged: number;
  /** Pull requests that were closed without a merge. */
  closed: number;
  failed: number;
  /** Ended without a pull request. */
  withoutChange: number;
  /** Pull requests whose checks have ended, and those of them that are green. */
  checked: number;
  checksGreen: number;
  /** When each outcome became known, oldest first. */
  outcomesAt: Date[];
  confirmed: boolean;
  now: Date;
};

/** What follows for the wave. */
export type GateVerdict = {
  /**
   * `held`: everything is known, and it is not enough. `stop`: too much has
   * failed to go on at all.
   */
  result: 'opens' | 'waits' | 'held' | 'stop';
  conditions: CampaignGateCondition[];
};

const MINUTE_MS = 60_000;

/**
 * Whether the next wave may open. What is not known meets no condition. Pure.
 */
export function judgeGate(
  gate: CampaignGate | undefined,
  facts: WaveFacts,
): GateVerdict {
  const { targets, merged, closed, failed } = facts;
  const sample = merged + closed + failed + facts.withoutChange;
  const needed = Math.min(gate?.minimumSample ?? targets, targets);
  const share = (count: number) => (sample > 0 ? count / sample : undefined);
  const conditions: CampaignGateCondition[] = [
    { kind: 'sample', needed, now: sample, met: sample >= needed },
    ...atLeast('merged', gate?.mergedAtLeast, share(merged)),
    ...atMost('closed', gate?.closedAtMost, share(closed)),
    ...atMost('failed', gate?.failedAtMost, share(failed)),
    ...atLeast(
      'checks',
      gate?.checksGreenAtLeast,
      facts.checked > 0 ? facts.checksGreen / facts.checked : undefined,
    ),
    ...soak(gate, facts, needed),
    ...(gate?.confirmation
      ? [
          {
            kind: 'confirmation' as const,
            needed: 1,
            now: Number(facts.confirmed),
            met: facts.confirmed,
          },
        ]
      : []),
  ];
  // a wave that nothing is left of proves nothing and holds nothing up
  if (targets === 0) {
    return {
      result: gate?.confirmation && !facts.confirmed ? 'waits' : 'opens',
      conditions: conditions.filter(
        ({ kind }) => kind === 'sample' || kind === 'confirmation',
      ),
    };
  }
  if (stops(gate, facts, sample)) {
    return { result: 'stop', conditions };
  }
  const missing = conditions.filter(({ met }) => !met);
  if (!missing.length) {
    return { result: 'opens', conditions };
  }
  // time and people may still meet these
  const fixed = missing.some(
    ({ kind }) => kind !== 'soak' && kind !== 'confirmation',
  );
  return { result: sample >= targets && fixed ? 'held' : 'waits', conditions };
}

function stops(
  gate: CampaignGate | undefined,
  { targets, failed, closed }: WaveFacts,
  sample: number,
): boolean {
  const { stopAbove } = gate ?? {};
  return (
    stopAbove !== undefined &&
    sample > 0 &&
    sample >= Math.min(stopAbove.minimumSample ?? targets, targets) &&
    (failed + closed) / sample > stopAbove.share
  );
}

function soak(
  gate: CampaignGate | undefined,
  { outcomesAt, now }: WaveFacts,
  sample: number,
): CampaignGateCondition[] {
  const needed = gate?.soakMinutes;
  if (needed === undefined) {
    return [];
  }
  const last = outcomesAt[sample - 1];
  const minutes =
    last && Math.max(0, (now.getTime() - last.getTime()) / MINUTE_MS);
  return [
    {
      kind: 'soak',
      needed,
      ...(minutes !== undefined && { now: Math.floor(minutes) }),
      met: minutes !== undefined && minutes >= needed,
    },
  ];
}

function atLeast(
  kind: CampaignGateCondition['kind'],
  needed: number | undefined,
  now: number | undefined,
): CampaignGateCondition[] {
  return needed === undefined
    ? []
    : [
        {
          kind,
          needed,
          ...(now !== undefined && { now }),
          met: now !== undefined && now >= needed,
        },
      ];
}

function atMost(
  kind: CampaignGateCondition['kind'],
  needed: number | undefined,
  now: number | undefined,
): CampaignGateCondition[] {
  return needed === undefined
    ? []
    : [
        {
          kind,
          needed,
          ...(now !== undefined && { now }),
          met: now !== undefined && now <= needed,
        },
      ];
}
