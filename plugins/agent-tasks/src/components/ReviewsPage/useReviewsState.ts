import type {
  AgentTaskWaitKind,
  ListTasksQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Reviewer } from '../../hooks/useReviewer';

/** Whose pull requests are shown. */
export const scopes = ['mine', 'groups', 'all'] as const;
/** One of {@link scopes}. */
export type Scope = (typeof scopes)[number];

/** What a pull request can wait for, in the order of how soon it is done. */
export const reviewWaits = [
  'review',
  'merge',
  'ready',
  'workflow-approval',
  'checks-failing',
  'changes',
  'conflict',
  'checks',
  'capacity',
  'reviewer',
  'permission',
] as const satisfies readonly AgentTaskWaitKind[];

const PAGE_SIZE = 50;

/** What the page shows, as the address says it. */
export type ReviewsState = {
  scope: Scope;
  waitsFor?: AgentTaskWaitKind;
  query: ListTasksQuery;
  setScope(scope: Scope): void;
  setWaitsFor(kind: AgentTaskWaitKind | undefined): void;
  setCursor(cursor: string | undefined): void;
};

/** The state of the page lives in the address; one's groups unless it says so. */
export function useReviewsState(reviewer: Reviewer | undefined): ReviewsState {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const scope =
      scopes.find(choice => choice === params.get('scope')) ?? 'groups';
    const waitsFor = reviewWaits.find(kind => kind === params.get('waitsFor'));
    const change = (apply: (next: URLSearchParams) => void) =>
      setParams(current => {
        const next = new URLSearchParams(current);
        next.delete('cursor');
        apply(next);
        return next;
      });
    const set = (name: string, value: string | undefined) =>
      change(p => (value ? p.set(name, value) : p.delete(name)));
    return {
      scope,
      waitsFor,
      query: {
        phase: ['in-review'],
        sort: 'review',
        limit: PAGE_SIZE,
        cursor: params.get('cursor') ?? undefined,
        ...(waitsFor && { waitsFor: [waitsFor] }),
        ...(scope === 'groups' && { owner: reviewer?.owns }),
        ...(scope === 'mine' && { reviewer: reviewer?.names }),
      },
      setScope: next => set('scope', next === 'groups' ? undefined : next),
      setWaitsFor: next => set('waitsFor', next),
      setCursor: next => change(p => next && p.set('cursor', next)),
    };
  }, [params, setParams, reviewer]);
}
