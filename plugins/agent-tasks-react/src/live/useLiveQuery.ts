import {
  AGENT_TASKS_SIGNAL_CHANNEL,
  AgentTasksSignal,
} from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { LiveQuery, LiveQueryOptions, LiveSnapshot } from './LiveQuery';

/**
 * An answer that is kept fresh.
 *
 * @public
 */
export type LiveResult<T> = {
  /** The latest answer; kept while a newer one cannot be had. */
  value?: T;
  /** Why the latest look failed. */
  error?: Error;
  /** When `value` was answered, milliseconds since the epoch. */
  updatedAt?: number;
  /** Whether the answer to the present question has not come yet. */
  loading: boolean;
  /** Looks now. */
  refresh(): void;
};

/**
 * Keeps the answer to a question fresh: signals hasten a look, polling is the
 * fallback.
 *
 * With `keepPrevious`, the answer to the previous question stays until the one
 * to the present question comes, so that a table does not blink.
 */
export function useLiveQuery<T>(
  options: LiveQueryOptions<T> & {
    /** What is asked; another key is another question. */
    key: string;
    concerns(signal: AgentTasksSignal): boolean;
    keepPrevious?: boolean;
  },
): LiveResult<T> {
  const latest = useRef(options);
  latest.current = options;
  const query = useMemo(
    () =>
      new LiveQuery<T>({
        load: signal => latest.current.load(signal),
        pollMs: value => latest.current.pollMs(value),
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key is the question
    [options.key],
  );
  const snapshot = useSyncExternalStore(
    query.subscribe,
    query.getSnapshot,
    query.getSnapshot,
  );

  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const subscription = signals?.subscribe<AgentTasksSignal>(
      AGENT_TASKS_SIGNAL_CHANNEL,
      message => {
        if (latest.current.concerns(message)) {
          query.hint();
        }
      },
    );
    return () => subscription?.unsubscribe();
  }, [signals, query]);

  const previous = usePrevious(snapshot);
  const answered = snapshot.value !== undefined;
  const shown =
    !answered && !snapshot.error && options.keepPrevious ? previous : snapshot;
  return {
    value: shown.value,
    updatedAt: shown.updatedAt,
    error: snapshot.error,
    loading: !answered && !snapshot.error,
    refresh: query.refresh,
  };
}

function usePrevious<T>(snapshot: LiveSnapshot<T>): LiveSnapshot<T> {
  const [previous, setPrevious] = useState(snapshot);
  if (snapshot.value !== undefined && previous !== snapshot) {
    setPrevious(snapshot);
  }
  return previous;
}
