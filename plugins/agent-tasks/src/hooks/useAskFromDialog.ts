import type { Reason } from '@agent-tasks/backstage-plugin-agent-tasks-common';
import { reasonsOf } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useState } from 'react';

/**
 * Asks the broker for something from a dialog, which keeps every reason why
 * not; what is asked closes it where it is done.
 */
export function useAskFromDialog(): {
  running: boolean;
  /** Of the last refusal, until somebody asks again. */
  reasons: Reason[];
  ask(request: () => Promise<void>): Promise<void>;
} {
  const [running, setRunning] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const ask = async (request: () => Promise<void>) => {
    setRunning(true);
    setReasons([]);
    try {
      await request();
    } catch (error) {
      setReasons(reasonsOf(error as Error));
    } finally {
      setRunning(false);
    }
  };
  return { running, reasons, ask };
}
