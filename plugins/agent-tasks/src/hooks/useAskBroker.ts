import { reasonsOf } from '@agent-tasks/backstage-plugin-agent-tasks-react';
import { useCallback, useState } from 'react';
import { useNotify } from './useNotify';

/**
 * Asks the broker for something that takes no dialog, and tells how it went:
 * that it is done, or every reason why not.
 */
export function useAskBroker(onDone: () => void): {
  running: boolean;
  ask(request: () => Promise<unknown>, done: string): Promise<void>;
} {
  const notify = useNotify();
  const [running, setRunning] = useState(false);
  const ask = useCallback(
    async (request: () => Promise<unknown>, done: string) => {
      setRunning(true);
      try {
        await request();
        notify(done);
      } catch (error) {
        const reasons = reasonsOf(error as Error);
        notify(reasons.map(({ message }) => message).join(' '), true);
      } finally {
        setRunning(false);
        onDone();
      }
    },
    [notify, onDone],
  );
  return { running, ask };
}
