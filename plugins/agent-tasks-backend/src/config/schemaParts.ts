import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { Duration } from 'luxon';
import { Minimatch } from 'minimatch';
import { z } from 'zod';

/** Continues the sentence that the key's path begins. */
export const expects = (what: string) => ({ error: `expects ${what}` });

/** A text with something in it. */
export const text = (what: string) =>
  z
    .string(expects(what))
    .trim()
    .refine(value => value.length > 0, expects(what));

/** A whole number within bounds. */
export function wholeNumber(options: { min: number; max?: number }) {
  const { min, max = Number.MAX_SAFE_INTEGER } = options;
  const what = options.max
    ? `a whole number from ${min} to ${max}`
    : `a whole number from ${min} on`;
  return z
    .number(expects(what))
    .refine(
      value => Number.isInteger(value) && value >= min && value <= max,
      expects(what),
    );
}

/** `HumanDuration | string`, read as Backstage reads it, in milliseconds. */
export function duration(options: { min: string; max: string }) {
  const what = `a duration from ${options.min} to ${options.max}, such as '30s', 'PT1M' or { minutes: 1 }`;
  const [min, max] = [options.min, options.max].map(toMilliseconds);
  return z
    .custom<JsonValue>(value => value !== undefined, expects(what))
    .transform((value, context) => {
      const milliseconds = tryDuration(value);
      if (
        milliseconds === undefined ||
        milliseconds < min ||
        milliseconds > max
      ) {
        context.addIssue({ code: 'custom', message: `expects ${what}` });
        return z.NEVER;
      }
      return milliseconds;
    });
}

function tryDuration(value: JsonValue): number | undefined {
  try {
    return toMilliseconds(value);
  } catch {
    return undefined;
  }
}

function toMilliseconds(value: JsonValue): number {
  return Duration.fromObject(
    readDurationFromConfig(new ConfigReader({ value }), { key: 'value' }),
  ).toMillis();
}

/** A list of globs. */
export const globs = z.array(
  text("a glob such as 'acme/*'").refine(
    glob => new Minimatch(glob).makeRe() !== false && glob !== '/',
    expects("a glob such as 'acme/*'"),
  ),
  expects("a list of globs such as 'acme/*'"),
);

/** An entity reference of a user or group. */
export const entityRef = z
  .string(expects("an entity reference such as 'group:default/platform'"))
  .regex(
    /^(user|group):[^/:\s]+\/[^/:\s]+$/i,
    expects("an entity reference such as 'group:default/platform'"),
  );

/** The message for what is no object. */
export const object = expects('an object');
