import type {
  NextRun,
  Reason,
  ScheduleTimes,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import {
  agentTasksApiRef,
  reasonsOf,
} from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';

/** Typing is one question. */
const REST_MS = 400;

/** What the broker has said about some times. */
export type NextRuns = {
  items?: NextRun[];
  /** Why it has none; fields as in `ScheduleTimes`. */
  reasons?: Reason[];
};

/** When something would run; nothing is known while times are being typed. */
export function useNextRuns(times: ScheduleTimes | undefined): NextRuns {
  const api = useApi(agentTasksApiRef);
  const [result, setResult] = useState<NextRuns & { key?: string }>({});
  const key = times && JSON.stringify(times);
  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(async () => {
      try {
        const { items } = await api.previewSchedule(JSON.parse(key), {
          signal,
        });
        if (!signal.aborted) {
          setResult({ key, items });
        }
      } catch (error) {
        if (!signal.aborted) {
          setResult({ key, reasons: reasonsOf(error as Error) });
        }
      }
    }, REST_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api, key]);
  return key !== undefined && result.key === key ? result : {};
}
