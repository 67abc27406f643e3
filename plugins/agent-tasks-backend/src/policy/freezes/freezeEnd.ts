import { minimatch } from 'minimatch';
import type { FreezeConfig } from '../../config/PolicyConfig';
import { repositoryGlobOptions } from '../../identities/IdentityRegistry';
import type { FreezeWindow } from './FreezeWindow';

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
  windows: FreezeWindow[],
  scope: FreezeScope,
  at: Date,
): FrozenUntil | undefined {
  const inScope = windows.filter(({ config }) => applies(config, scope));
  const met: FreezeConfig[] = [];
  let until = at;
  for (;;) {
    const holding = holdingAt(inScope, until);
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

function holdingAt(windows: FreezeWindow[], at: Date) {
  return windows.flatMap(window => {
    const end = window.endAt(at);
    return end ? [{ freeze: window.config, end }] : [];
  });
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
