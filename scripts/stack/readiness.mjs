import { SetupError } from '../setup/SetupError.mjs';

const POLL_MS = 200;

async function answers(url, accepts) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return await accepts(response);
  } catch {
    return false;
  }
}

/**
 * Waits until a URL answers as wanted.
 *
 * @param {string} url
 * @param {{ what: string, timeoutMs: number, accepts?: (response: Response) => boolean | Promise<boolean>, hint?: string, signal?: AbortSignal, pollMs?: number }} options
 */
export async function waitForUrl(url, options) {
  const {
    what,
    timeoutMs,
    accepts = response => response.ok,
    hint,
    signal,
    pollMs = POLL_MS,
  } = options;
  const deadline = Date.now() + timeoutMs;
  while (!(await answers(url, accepts))) {
    signal?.throwIfAborted();
    if (Date.now() > deadline) {
      throw new SetupError(
        `The ${what} did not answer at ${url} within ${timeoutMs / 1000} s.`,
        hint ?? 'Its log says more.',
      );
    }
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}
