import type { Schedule } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useMemo, useState } from 'react';

/**
 * Owners to choose from: of every schedule that was shown, since a list that
 * is narrowed to one of them would offer no other.
 */
export function useKnownOwners(
  schedules: Schedule[] | undefined,
  chosen: string,
): string[] {
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const owners = (schedules ?? []).map(({ owner }) => owner);
  if (owners.some(owner => !known.has(owner))) {
    setKnown(new Set([...known, ...owners]));
  }
  return useMemo(
    () => [...new Set([...known, ...(chosen ? [chosen] : [])])].sort(),
    [known, chosen],
  );
}
