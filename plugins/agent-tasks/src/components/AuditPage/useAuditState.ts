import type { ListAuditEventsQuery } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Filters that are always in view, and those that are asked for. */
export const mainFilters = ['actor', 'action', 'result', 'from', 'to'] as const;
/** See {@link mainFilters}. */
export const moreFilters = [
  'onBehalfOf',
  'entityRef',
  'repository',
  'ticket',
  'identity',
  'taskId',
  'templateDigest',
] as const;
const filterNames = [...mainFilters, ...moreFilters] as const;
/** What the trail can be narrowed by. */
export type AuditFilterName = (typeof filterNames)[number];

const PAGE_SIZE = 50;
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What the page shows, as the address says it. */
export type AuditState = {
  /** As they stand in the fields. */
  values: Partial<Record<AuditFilterName, string>>;
  narrowed: boolean;
  query: ListAuditEventsQuery;
  setFilter(name: AuditFilterName, value: string): void;
  setCursor(cursor: string | undefined): void;
  clear(): void;
};

/** The state of the page lives in the address, so that it can be shared. */
export function useAuditState(): AuditState {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const values = Object.fromEntries(
      filterNames.flatMap(name => {
        const value = params.get(name);
        return value ? [[name, value]] : [];
      }),
    ) as AuditState['values'];
    const { result, from, to, taskId, ...exact } = values;
    const time = (local: string | undefined) => {
      const at = local === undefined ? undefined : DateTime.fromISO(local);
      return at?.isValid ? at.toUTC().toISO() : undefined;
    };
    return {
      values,
      narrowed: Object.keys(values).length > 0,
      query: {
        ...exact,
        result:
          result === 'allowed' || result === 'refused' ? result : undefined,
        taskId: isTaskId(taskId) ? taskId : undefined,
        from: time(from) ?? undefined,
        to: time(to) ?? undefined,
        cursor: params.get('cursor') ?? undefined,
        limit: PAGE_SIZE,
      },
      setFilter(name, value) {
        setParams(
          current => {
            const next = new URLSearchParams(current);
            next.delete('cursor');
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
            return next;
          },
          { replace: true },
        );
      },
      setCursor(cursor) {
        setParams(current => {
          const next = new URLSearchParams(current);
          if (cursor) {
            next.set('cursor', cursor);
          } else {
            next.delete('cursor');
          }
          return next;
        });
      },
      clear() {
        setParams({});
      },
    };
  }, [params, setParams]);
}

/** Whether a text is the id of a task; another one is not asked for. */
export function isTaskId(text: string | undefined): boolean {
  return text !== undefined && uuid.test(text);
}
