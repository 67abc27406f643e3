import type { IdentityLimits } from '../../config/AgentTasksConfig';

/**
 * The least minutes in which so many tasks can be created at GitHub, with all
 * identities and nothing else to launch. Pure.
 *
 * @returns undefined where there is nothing to launch
 */
export function launchMinutes(
  targets: number,
  limits: Pick<IdentityLimits, 'creationsPerMinute' | 'creationsPerHour'>[],
): number | undefined {
  const perMinute = sum(limits.map(each => each.creationsPerMinute));
  const perHour = sum(limits.map(each => each.creationsPerHour));
  if (targets < 1 || perMinute < 1 || perHour < 1) {
    return undefined;
  }
  // the first ones of a window go out at once
  const hours = Math.floor((targets - 1) / perHour);
  const rest = targets - hours * perHour;
  return hours * 60 + Math.floor((rest - 1) / perMinute);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
