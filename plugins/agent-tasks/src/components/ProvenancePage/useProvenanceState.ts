import type { ProvenanceQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Filters that are lists in the API; one value each on the page. */
const listNames = [
  'template',
  'version',
  'digest',
  'model',
  'customAgent',
  'identity',
  'ticket',
  'repository',
] as const;

/** Every filter, in the order of the page. */
export const filterNames = [
  ...listNames,
  'pullRequest',
  'commit',
  'from',
  'to',
] as const;
/** One of {@link filterNames}. */
export type FilterName = (typeof filterNames)[number];

const PAGE_SIZE = 50;

/** What the page asks, as the address says it. */
export type ProvenanceState = {
  values: Record<FilterName, string>;
  narrowed: boolean;
  question: Omit<ProvenanceQuery, 'cursor' | 'limit'>;
  query: ProvenanceQuery;
  set(name: FilterName, value: string): void;
  setCursor(cursor: string | undefined): void;
  clear(): void;
};

/**
 * The question lives in the address, so that an answer can be shared, asked
 * again and kept with a ticket. Each choice starts again at the first page.
 */
export function useProvenanceState(): ProvenanceState {
  const [params, setParams] = useSearchParams();

  const change = useCallback(
    (apply: (next: URLSearchParams) => void) =>
      setParams(current => {
        const next = new URLSearchParams(current);
        next.delete('cursor');
        apply(next);
        return next;
      }),
    [setParams],
  );

  return useMemo(() => {
    const values = Object.fromEntries(
      filterNames.map(name => [name, params.get(name) ?? '']),
    ) as ProvenanceState['values'];
    const question: ProvenanceState['question'] = {
      ...Object.fromEntries(
        listNames.flatMap(name =>
          values[name] ? [[name, [values[name]]]] : [],
        ),
      ),
      pullRequest: values.pullRequest || undefined,
      commit: values.commit || undefined,
      from: startOfDay(values.from, 0),
      // the last day is part of the question
      to: startOfDay(values.to, 1),
    };
    return {
      values,
      narrowed: filterNames.some(name => values[name] !== ''),
      question,
      query: {
        ...question,
        cursor: params.get('cursor') ?? undefined,
        limit: PAGE_SIZE,
      },
      set(name, value) {
        change(next => (value ? next.set(name, value) : next.delete(name)));
      },
      setCursor(cursor) {
        change(next => cursor && next.set('cursor', cursor));
      },
      clear() {
        change(next => filterNames.forEach(name => next.delete(name)));
      },
    };
  }, [params, change]);
}

/** Midnight of a day as the reader's clock has it; undefined where it is none. */
function startOfDay(day: string, daysLater: number): string | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!match) {
    return undefined;
  }
  const [year, month, date] = match.slice(1).map(Number);
  const start = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}
