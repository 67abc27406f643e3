import { useSyncExternalStore } from 'react';

/** Relative times are told in minutes, so this is exact enough. */
const TICK_MS = 15_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach(tell => tell()), TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function snapshot() {
  // rounded up, so that what has just happened never lies in the future
  return Math.ceil(Date.now() / TICK_MS) * TICK_MS;
}

/**
 * The time in milliseconds since the epoch, to 15 s. Every component on a page
 * shares one clock, so that hundreds of relative times cost one timer.
 *
 * @public
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
