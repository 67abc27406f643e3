import type {
  AgentTaskRepository,
  CampaignLeftTarget,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import type { CampaignTargetRow } from '../../database/rows';
import { hasOptedOut } from '../../entities/hasOptedOut';
import { FoundTarget, MergedTarget, targetKey } from './mergeTargets';

/** A target of the campaign. */
export type KnownTarget = Pick<
  CampaignTargetRow,
  | 'id'
  | 'target_key'
  | 'entity_refs'
  | 'verdict'
  | 'excluded_at'
  | 'task_id'
  | 'added_at'
>;

/** Why a target would not be found any more. */
export type LeftTarget = {
  id: string;
  reason: CampaignLeftTarget['reason'];
  /** Where its component is by now. */
  repository?: AgentTaskRepository;
};

/**
 * What the query of a campaign finds now and did not find when it was planned.
 * What is left out in the query stays out, and a component whose repository is
 * not known any more has not joined. Pure.
 */
export function joinedTargets(
  known: KnownTarget[],
  found: MergedTarget[],
): MergedTarget[] {
  const keys = new Set(known.map(({ target_key: key }) => key));
  const refs = new Set(known.flatMap(({ entity_refs: of }) => of));
  return found.filter(
    ({ key, excluded, problem, entityRefs }) =>
      !keys.has(key) &&
      !excluded &&
      !(problem && entityRefs.some(ref => refs.has(ref))),
  );
}

/** Targets that take part and that the query does not find now. Pure. */
export function missingTargets<T extends KnownTarget>(
  known: T[],
  found: MergedTarget[],
): T[] {
  const keys = new Set(found.map(({ key }) => key));
  return known.filter(
    target => takesPart(target) && !keys.has(target.target_key),
  );
}

/**
 * Why targets have left: those that the query does not find, by what their
 * components have become, and those that are found and keep agents out. Pure.
 *
 * @param now - the components of what is missing, as they are
 */
export function leftTargets(
  known: KnownTarget[],
  found: MergedTarget[],
  now: Map<string, FoundTarget>,
): LeftTarget[] {
  const byKey = new Map(found.map(target => [target.key, target]));
  return known.filter(takesPart).flatMap(target => {
    const { id, target_key: key, entity_refs: refs } = target;
    const same = byKey.get(key);
    if (same) {
      return hasOptedOut(same.facts?.entity)
        ? [{ id, reason: 'opted-out' as const }]
        : [];
    }
    const why = reasonOf(key, refs, now);
    // what somebody has added need not be what the query finds
    return target.added_at && (why.reason === 'no-match' || !refs.length)
      ? []
      : [{ id, ...why }];
  });
}

function takesPart({ verdict, excluded_at, task_id }: KnownTarget): boolean {
  return excluded_at === null && (task_id !== null || verdict !== 'refused');
}

function reasonOf(
  key: string,
  refs: string[],
  now: Map<string, FoundTarget>,
): Omit<LeftTarget, 'id'> {
  const there = refs.flatMap(ref => {
    const entity = now.get(ref);
    return entity?.facts ? [entity] : [];
  });
  const moved = there.find(({ repository }) => repository);
  if (!there.length) {
    return { reason: 'entity-gone' };
  }
  // one component that is still in the repository is enough
  if (
    there.some(
      ({ repository, entityRef }) =>
        repository &&
        [targetKey(repository), targetKey(repository, entityRef)].includes(key),
    )
  ) {
    return { reason: 'no-match' };
  }
  return moved?.repository
    ? { reason: 'repository-changed', repository: moved.repository }
    : { reason: 'repository-unknown' };
}
