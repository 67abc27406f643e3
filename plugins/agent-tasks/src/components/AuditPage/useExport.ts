import { agentTasksApiRef } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Saves the whole trail as a file of the reader's. */
export function useExport(onDone: () => void) {
  const api = useApi(agentTasksApiRef);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error>();
  const abort = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const start = useCallback(async () => {
    const controller = new AbortController();
    abort.current = controller;
    const { signal } = controller;
    setRunning(true);
    setError(undefined);
    try {
      const stream = await api.exportAuditEvents({}, { signal });
      save(await readAll(stream));
      onDone();
    } catch (failure) {
      if (!signal.aborted) {
        setError(failure as Error);
      }
    } finally {
      if (!signal.aborted) {
        setRunning(false);
      }
    }
  }, [api, onDone]);

  return { running, error, start };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Blob> {
  const reader = stream.getReader();
  const parts: BlobPart[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return new Blob(parts, { type: 'application/x-ndjson' });
    }
    parts.push(value as BlobPart);
  }
}

function save(blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `agent-tasks-audit-${new Date()
    .toISOString()
    .slice(0, 10)}.jsonl`;
  link.click();
  URL.revokeObjectURL(url);
}
