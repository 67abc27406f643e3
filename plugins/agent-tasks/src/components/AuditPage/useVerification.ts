import type { AuditVerification } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Events a request: a few seconds of work, and then there is news to show. */
const STRETCH = 250_000;

/** A check of the whole chain, as far as it has come. */
export type Verification = {
  running: boolean;
  /** All stretches that were checked, as one. */
  result?: AuditVerification;
  error?: Error;
};

/** Checks the chain from its beginning, stretch by stretch. */
export function useVerification() {
  const api = useApi(agentTasksApiRef);
  const [state, setState] = useState<Verification>({ running: false });
  const abort = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const verify = useCallback(async () => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    const { signal } = controller;
    let result: AuditVerification | undefined;
    setState({ running: true });
    try {
      do {
        const next: AuditVerification = await api.verifyAuditEvents(
          { limit: STRETCH, after: result?.checked.until },
          { signal },
        );
        result = result ? joined(result, next) : next;
        if (!signal.aborted) {
          setState({ running: true, result });
        }
      } while (result.valid && !result.complete && !signal.aborted);
      if (!signal.aborted) {
        setState({ running: false, result });
      }
    } catch (error) {
      if (!signal.aborted) {
        setState({ running: false, result, error: error as Error });
      }
    }
  }, [api]);

  const close = useCallback(() => {
    abort.current?.abort();
    setState({ running: false });
  }, []);

  return { ...state, verify, close };
}

function joined(
  before: AuditVerification,
  next: AuditVerification,
): AuditVerification {
  return {
    ...next,
    checked: {
      ...next.checked,
      after: before.checked.after,
      events: before.checked.events + next.checked.events,
    },
    anchorsCompared: before.anchorsCompared + next.anchorsCompared,
  };
}
