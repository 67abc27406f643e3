import type {
  AgentTaskRepository,
  Reason,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import type { EntityFacts } from '../../entities/EntityFacts';

/** An entity or a repository that somebody has named, or a filter has found. */
export type FoundTarget = {
  /** As it was named; also where there is no such entity. */
  entityRef?: string;
  facts?: EntityFacts;
  repository?: AgentTaskRepository;
  /** Why it cannot be a target. */
  problem?: Reason;
  row?: number;
  parameters?: JsonObject;
  excluded: boolean;
};

/** What gets one task. */
export type MergedTarget = {
  key: string;
  /** The most important of its entities: the prompt is about it. */
  facts?: EntityFacts;
  entityRefs: string[];
  repository?: AgentTaskRepository;
  problem?: Reason;
  row?: number;
  /** That rows of a file set. */
  parameters: JsonObject;
  excluded: boolean;
};

/**
 * Makes one target of everything in one repository, or of each component
 * where each is to have a task: nothing is started twice. Of two rows for the
 * same target the later one is a problem of its own. Pure.
 *
 * @returns in the order of starting: the least important tier first, then by
 *   name
 */
export function mergeTargets(
  found: FoundTarget[],
  options: { perComponent: boolean },
): MergedTarget[] {
  const merged = new Map<string, MergedTarget>();
  found.forEach((target, index) => {
    const key = keyOf(target, index, options);
    const earlier = merged.get(key);
    if (earlier) {
      merged.set(key, join(earlier, target));
      if (earlier.row !== undefined && target.row !== undefined) {
        const twice = `${key} row ${target.row}`;
        merged.set(twice, { ...single(target, twice), problem: again(target) });
      }
    } else {
      merged.set(key, single(target, key));
    }
  });
  return [...merged.values()].sort(
    (a, b) =>
      compareTiers(b.facts?.tier, a.facts?.tier) || (a.key < b.key ? -1 : 1),
  );
}

/** Highest first: `1` before `2` before `10`, none last. */
export function compareTiers(a = '', b = ''): number {
  if (!a || !b) {
    return Number(!a) - Number(!b);
  }
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

function keyOf(
  { repository, entityRef, problem }: FoundTarget,
  index: number,
  { perComponent }: { perComponent: boolean },
): string {
  if (!repository || problem) {
    return entityRef ? `entity ${entityRef.toLowerCase()}` : `row ${index}`;
  }
  return targetKey(repository, perComponent ? entityRef : undefined);
}

/** What makes a target one: its repository, or a component in it. */
export function targetKey(
  { host, owner, name }: AgentTaskRepository,
  entityRef?: string,
): string {
  const key = `${host}/${owner}/${name}`.toLowerCase();
  return entityRef ? `${key} ${entityRef}` : key;
}

function single(target: FoundTarget, key: string): MergedTarget {
  const { facts, entityRef, repository, problem, row, excluded } = target;
  const ref = facts?.entityRef ?? entityRef;
  return {
    key,
    ...(facts && { facts }),
    entityRefs: ref ? [ref] : [],
    ...(repository && { repository }),
    ...(problem && { problem }),
    ...(row !== undefined && { row }),
    parameters: target.parameters ?? {},
    excluded,
  };
}

function join(earlier: MergedTarget, target: FoundTarget): MergedTarget {
  const { facts } = target;
  const row = earlier.row ?? target.row;
  return {
    ...earlier,
    ...(facts && { facts: first(earlier.facts, facts) }),
    entityRefs: [
      ...new Set([...earlier.entityRefs, ...(facts ? [facts.entityRef] : [])]),
    ].sort(),
    ...(row !== undefined && { row }),
    // of two rows the first one counts
    parameters: { ...target.parameters, ...earlier.parameters },
    // one component that takes part is enough
    excluded: earlier.excluded && target.excluded,
  };
}

function first(a: EntityFacts | undefined, b: EntityFacts): EntityFacts {
  if (!a) {
    return b;
  }
  const order = compareTiers(a.tier, b.tier);
  return order < 0 || (order === 0 && a.entityRef <= b.entityRef) ? a : b;
}

function again({ row }: FoundTarget): Reason {
  return {
    code: 'target-twice',
    message: `Row ${row} names a target that an earlier row has.`,
    nextStep: 'Keep one row for each target.',
    field: 'targets.csv',
  };
}
