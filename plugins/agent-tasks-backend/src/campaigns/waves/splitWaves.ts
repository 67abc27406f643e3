import type { CampaignWaveRequest } from '@agent-tasks/backstage-plugin-agent-tasks-common';

/** What a wave selects by. */
export type WaveTarget = { owner?: string; tier?: string; system?: string };

/**
 * Gives each target its wave: each wave takes what it selects of those that
 * no earlier one has, in their order, and what is left makes a last wave
 * unless there is one that takes the rest. Pure.
 *
 * @returns the waves, and the number of the wave of each target, from 1 on
 */
export function splitWaves(
  targets: WaveTarget[],
  asked: CampaignWaveRequest[],
): { waves: CampaignWaveRequest[]; numbers: number[] } {
  const waves = [...asked];
  const numbers: (number | undefined)[] = targets.map(() => undefined);
  const take = (wave: CampaignWaveRequest, number: number) => {
    let room = roomOf(wave, targets.length);
    targets.forEach((target, index) => {
      if (numbers[index] === undefined && room > 0 && selects(wave, target)) {
        numbers[index] = number;
        room--;
      }
    });
  };
  waves.forEach((wave, index) => take(wave, index + 1));
  if (!waves.length || numbers.includes(undefined)) {
    const rest = { select: {} };
    waves.push(rest);
    take(rest, waves.length);
  }
  return { waves, numbers: numbers.map(number => number ?? waves.length) };
}

function roomOf({ select }: CampaignWaveRequest, all: number): number {
  if (select.count !== undefined) {
    return select.count;
  }
  return select.percent === undefined
    ? Infinity
    : Math.ceil((all * select.percent) / 100);
}

function selects(
  { select: { tiers, owners, systems } }: CampaignWaveRequest,
  target: WaveTarget,
): boolean {
  const among = (names: string[] | undefined, name: string | undefined) =>
    !names?.length ||
    names.some(each => each.toLowerCase() === name?.toLowerCase());
  return (
    among(tiers, target.tier) &&
    among(owners, target.owner) &&
    among(systems, target.system)
  );
}
