import type { ListSchedulesQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

const names = ['text', 'owner', 'enabled', 'page'] as const;

/** What the address says about the list. */
export type SchedulesFilter = (typeof names)[number];

/** What the list shows; it lives in the address. */
export function useSchedulesState(): {
  values: Record<Exclude<SchedulesFilter, 'page'>, string>;
  /** From zero. */
  page: number;
  filtered: boolean;
  query: ListSchedulesQuery;
  set(name: SchedulesFilter, value: string | undefined): void;
} {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const [text, owner, enabled] = names.map(name => params.get(name) ?? '');
    const page = Number(params.get('page'));
    return {
      values: { text, owner, enabled },
      page: Number.isInteger(page) && page > 0 ? page : 0,
      filtered: Boolean(text || owner || enabled),
      query: {
        ...(text && { text }),
        ...(owner && { owner: [owner] }),
        ...((enabled === 'yes' || enabled === 'no') && {
          enabled: enabled === 'yes',
        }),
      },
      set: (name, value) =>
        setParams(
          current => {
            const next = new URLSearchParams(current);
            next.delete('page');
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
            return next;
          },
          // typing is one step back
          { replace: name === 'text' },
        ),
    };
  }, [params, setParams]);
}
