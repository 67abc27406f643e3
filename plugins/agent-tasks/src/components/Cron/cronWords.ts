import cronstrue from 'cronstrue';

const FIELDS = 5;

/**
 * A cron expression in plain words, in English; undefined where it cannot be
 * read as one. The broker has the last word on what is valid. Pure.
 */
export function cronWords(
  cron: string,
  options: { hours: 12 | 24 },
): string | undefined {
  // the library reads seconds and years as well, which schedules do not have
  if (cron.trim().split(/\s+/).length !== FIELDS) {
    return undefined;
  }
  try {
    return cronstrue.toString(cron, {
      verbose: true,
      use24HourTimeFormat: options.hours === 24,
    });
  } catch {
    return undefined;
  }
}
