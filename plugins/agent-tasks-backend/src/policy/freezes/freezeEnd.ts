import { CronExpressionParser } from 'cron-parser';
import { DateTime } from 'luxon';
import { minimatch } from 'minimatch';
import { isCronExpression } from '../../config/policySchema';
import type { FreezeConfig } from '../../config/PolicyConfig';
import { repositoryGlobOptions } from '../../identities/IdentityRegistry';

/** What a freeze is scoped by. */
export type FreezeScope = {
  tier?: string;
  owner?: string;
  repository?: { host: string; owner: string; name: string };
};

/** Freezes that follow one another, up to the time when work may start. */
export type FrozenUntil = {
  /** Undefined where they follow one another without an end in sight. */
  until?: Date;
  /** The freezes in the order of their turns. */
  freezes: FreezeConfig[];
};

/** Freezes that follow one another for longer count as endless. */
const MOST_MS = 366 * 24 * 3_600_000;

/**
 * Until when nothing may start, pure. Where one freeze ends in another, the
 * end is the other one's.
 *
 * @returns undefined where `at` lies in no freeze
 */
export function freezeEnd(
  freezes: FreezeConfig[],
  scope: FreezeScope,
  at: Date,
): FrozenUntil | undefined {
  const inScope = freezes.filter(freeze => applies(freeze, scope));
  const met: FreezeConfig[] = [];
  let until = at;
  for (;;) {
    const holding = inScope.flatMap(freeze => {
      const end = windowEnd(freeze, until);
      return end ? [{ freeze, end }] : [];
    });
    if (!holding.length) {
      return met.length ? { until, freezes: met } : undefined;
    }
    holding
      .map(({ freeze }) => freeze)
      .filter(freeze => !met.includes(freeze))
      .forEach(freeze => met.push(freeze));
    until = holding
      .map(({ end }) => end)
      .reduce((last, end) => (end > last ? end : last));
    if (until.getTime() - at.getTime() > MOST_MS) {
      return { freezes: met };
    }
  }
}

/** The end of the window that holds at a time; a window ends before its end. */
function windowEnd(freeze: FreezeConfig, at: Date): Date | undefined {
  if (!isCronExpression(freeze.start)) {
    const [start, end] = [freeze.start, freeze.end].map(time =>
      DateTime.fromISO(time, { zone: freeze.timeZone }).toJSDate(),
    );
    return start <= at && at < end ? end : undefined;
  }
  const cron = (expression: string) =>
    CronExpressionParser.parse(expression, {
      // strictly before this, so that an edge counts at its very moment
      currentDate: new Date(at.getTime() + 1),
      tz: freeze.timeZone,
    });
  const started = cron(freeze.start).prev().toDate();
  const ended = cron(freeze.end).prev().toDate();
  return started > ended ? cron(freeze.end).next().toDate() : undefined;
}

function applies(freeze: FreezeConfig, scope: FreezeScope): boolean {
  const { tiers, owners, repositories } = freeze;
  const { tier, owner, repository } = scope;
  const name = repository && `${repository.owner}/${repository.name}`;
  return (
    (!tiers || (tier !== undefined && tiers.includes(tier))) &&
    (!owners ||
      (owner !== undefined &&
        owners.some(other => other.toLowerCase() === owner.toLowerCase()))) &&
    (!repositories ||
      (repository !== undefined &&
        repositories.some(glob =>
          [`${name}`, `${repository.host}/${name}`].some(text =>
            minimatch(text, glob, repositoryGlobOptions),
          ),
        )))
  );
}
