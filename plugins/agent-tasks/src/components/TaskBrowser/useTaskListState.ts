import {
  ListTasksQuery,
  Phase,
  phases,
  TaskFacetsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Facets that the list can be narrowed by. */
export const facetNames = ['phase', 'template', 'owner', 'tier'] as const;
/** One of {@link facetNames}. */
export type FacetName = (typeof facetNames)[number];

/** Filters that a link may carry without a control of their own. */
const linkedNames = [
  'entityRef',
  'repository',
  'templateDigest',
  'drift',
] as const;

const drifts = ['current', 'stale-running', 'stale-open', 'stale-merged'];

/** How the list can be sorted. */
export const sorts = [
  'attention',
  '-createdAt',
  'createdAt',
  'phaseSince',
  '-phaseSince',
  'title',
  '-title',
] as const satisfies readonly NonNullable<ListTasksQuery['sort']>[];
/** One of {@link sorts}. */
export type Sort = (typeof sorts)[number];

const PAGE_SIZE = 50;

/** Further back no list goes. */
const MAX_DAYS = 3650;

/** What the list shows, as the address says it. */
export type TaskListState = {
  facets: Record<FacetName, string[]>;
  linked: { name: (typeof linkedNames)[number]; value: string }[];
  text: string;
  /** Days within which a task has to have come into its phase. */
  within?: number;
  sort: Sort;
  /** Whether anything narrows the list. */
  narrowed: boolean;
  query: ListTasksQuery;
  facetsQuery: TaskFacetsQuery;
  setFacet(name: FacetName, values: string[]): void;
  /** Chooses phases, and within how many days they were come into. */
  setPhases(values: Phase[], within?: number): void;
  clearWithin(): void;
  setText(text: string): void;
  setSort(sort: Sort): void;
  setCursor(cursor: string | undefined): void;
  clear(): void;
};

/**
 * The state of the list lives in the address, so that it can be shared,
 * bookmarked and gone back to. Typing replaces the entry in the history, every
 * choice adds one; each starts again at the first page.
 */
export function useTaskListState(scope: { entityRef?: string }): TaskListState {
  const { entityRef } = scope;
  const [params, setParams] = useSearchParams();

  const change = useCallback(
    (apply: (next: URLSearchParams) => void, options?: { replace: boolean }) =>
      setParams(current => {
        const next = new URLSearchParams(current);
        next.delete('cursor');
        apply(next);
        return next;
      }, options),
    [setParams],
  );

  return useMemo(() => {
    const facets = {
      phase: params
        .getAll('phase')
        .filter(value => (phases as readonly string[]).includes(value)),
      template: params.getAll('template'),
      owner: params.getAll('owner'),
      tier: params.getAll('tier'),
    };
    const text = params.get('text') ?? '';
    const asked = params.get('sort') as Sort;
    const sort = sorts.includes(asked) ? asked : 'attention';
    const days = Number(params.get('within') ?? NaN);
    const within =
      Number.isInteger(days) && days > 0 && days <= MAX_DAYS ? days : undefined;
    const cursor = params.get('cursor') ?? undefined;
    const linked = entityRef
      ? []
      : linkedNames.flatMap(name =>
          params
            .getAll(name)
            .filter(value => name !== 'drift' || drifts.includes(value))
            .map(value => ({ name, value })),
        );
    const values = (list: string[]) => (list.length > 0 ? list : undefined);
    const linkedValues = (name: string) =>
      values(linked.filter(l => l.name === name).map(l => l.value));
    const facetsQuery: TaskFacetsQuery = {
      entityRef: entityRef ? [entityRef] : linkedValues('entityRef'),
      repository: linkedValues('repository'),
      templateDigest: linkedValues('templateDigest'),
      drift: linkedValues('drift') as TaskFacetsQuery['drift'],
      phase: values(facets.phase) as TaskFacetsQuery['phase'],
      template: values(facets.template),
      owner: values(facets.owner),
      tier: values(facets.tier),
      phaseWithinDays: within,
      text: text || undefined,
    };
    return {
      facets,
      linked,
      text,
      within,
      sort,
      narrowed:
        text !== '' ||
        within !== undefined ||
        linked.length > 0 ||
        facetNames.some(name => facets[name].length > 0),
      facetsQuery,
      query: { ...facetsQuery, sort, cursor, limit: PAGE_SIZE },
      setFacet(name, next) {
        change(p => {
          p.delete(name);
          next.forEach(value => p.append(name, value));
        });
      },
      setPhases(next, withinDays) {
        change(p => {
          p.delete('phase');
          p.delete('within');
          next.forEach(value => p.append('phase', value));
          if (withinDays !== undefined) {
            p.set('within', String(withinDays));
          }
        });
      },
      clearWithin() {
        change(p => p.delete('within'));
      },
      setText(next) {
        change(p => (next ? p.set('text', next) : p.delete('text')), {
          replace: true,
        });
      },
      setSort(next) {
        change(p =>
          next === 'attention' ? p.delete('sort') : p.set('sort', next),
        );
      },
      setCursor(next) {
        change(p => next && p.set('cursor', next));
      },
      clear() {
        change(p =>
          ['text', 'within', ...facetNames, ...linkedNames].forEach(n =>
            p.delete(n),
          ),
        );
      },
    };
  }, [params, change, entityRef]);
}
