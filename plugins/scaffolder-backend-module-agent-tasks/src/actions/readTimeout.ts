import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/**
 * Reads a duration of a step's input, in any of the notations of Backstage's
 * configuration.
 *
 * @returns milliseconds
 * @throws `InputError` for anything that is no duration
 */
export function readTimeout(
  key: string,
  value: string | Record<string, number> | undefined,
  fallback: HumanDuration,
): number {
  if (value === undefined) {
    return durationToMilliseconds(fallback);
  }
  try {
    return durationToMilliseconds(
      readDurationFromConfig(new ConfigReader({ [key]: value }), { key }),
    );
  } catch (error) {
    throw new InputError(
      `${key} is no duration such as 10m, PT10M or {minutes: 10}: ${
        isError(error) ? error.message : error
      }`,
    );
  }
}
