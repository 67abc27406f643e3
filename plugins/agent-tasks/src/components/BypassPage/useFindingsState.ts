import type {
  BypassFinding,
  ListBypassFindingsQuery,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What the list can show. */
export const statusChoices = ['open', 'adopted', 'excused', 'all'] as const;
/** One of {@link statusChoices}. */
export type StatusChoice = BypassFinding['status'] | 'all';

const PAGE_SIZE = 50;

/** What the list shows, as the address says it. */
export type FindingsState = {
  status: StatusChoice;
  repository?: string;
  query: ListBypassFindingsQuery;
  setStatus(status: StatusChoice): void;
  clearRepository(): void;
  setCursor(cursor: string | undefined): void;
};

/** The state of the list lives in the address; open findings unless it says so. */
export function useFindingsState(): FindingsState {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const asked = params.get('status');
    const status = statusChoices.find(choice => choice === asked) ?? 'open';
    const repository = params.get('repository') ?? undefined;
    const change = (apply: (next: URLSearchParams) => void) =>
      setParams(current => {
        const next = new URLSearchParams(current);
        next.delete('cursor');
        apply(next);
        return next;
      });
    return {
      status,
      repository,
      query: {
        ...(status !== 'all' && { status: [status] }),
        ...(repository && { repository: [repository] }),
        cursor: params.get('cursor') ?? undefined,
        limit: PAGE_SIZE,
      },
      setStatus: next =>
        change(p =>
          next === 'open' ? p.delete('status') : p.set('status', next),
        ),
      clearRepository: () => change(p => p.delete('repository')),
      setCursor: next => change(p => next && p.set('cursor', next)),
    };
  }, [params, setParams]);
}
