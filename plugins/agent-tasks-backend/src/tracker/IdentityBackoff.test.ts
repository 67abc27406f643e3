import { GitHubError } from '../github/GitHubError';
import { IdentityBackoff } from './IdentityBackoff';

function limited(retryAt?: number) {
  return new GitHubError({
    kind: 'answered',
    status: 403,
    message: 'You have exceeded a secondary rate limit',
    errors: [],
    rateLimited: true,
    retryAt,
  });
}

describe('IdentityBackoff', () => {
  let now = 1_000_000;
  const backoff = () => new IdentityBackoff(() => now);

  it('waits longer with each failure, up to five minutes, and not after a success', () => {
    const waits = backoff();
    const first = waits.failed('a', new Error('down'));
    expect(first).toBeLessThanOrEqual(2_000);
    expect(waits.open(['a', 'b'])).toEqual(['b']);
    expect(waits.nextOpen(['a', 'b'])).toBe(first);
    let last = 0;
    for (let failure = 0; failure < 20; failure++) {
      last = waits.failed('a', new Error('down'));
    }
    expect(last).toBeGreaterThanOrEqual(225_000);
    expect(last).toBeLessThanOrEqual(300_000);
    waits.succeeded('a');
    expect(waits.open(['a'])).toEqual(['a']);
    expect(waits.nextOpen(['a'])).toBeUndefined();
  });

  it('keeps the time that a limit names, else a minute and more', () => {
    const waits = backoff();
    expect(waits.failed('a', limited(now + 7_000))).toBe(7_000);
    now += 7_000;
    expect(waits.open(['a'])).toEqual(['a']);
    expect(waits.failed('b', limited())).toBe(60_000);
    expect(waits.failed('b', limited())).toBe(120_000);
  });
});
