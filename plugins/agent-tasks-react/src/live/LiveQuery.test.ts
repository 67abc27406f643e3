import { LiveQuery } from './LiveQuery';

const flush = () => jest.advanceTimersByTimeAsync(0);

function setHidden(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    value: hidden,
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('LiveQuery', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    setHidden(false);
    jest.useRealTimers();
  });

  function start(load: jest.Mock, pollMs = 60_000) {
    const query = new LiveQuery<string>({ load, pollMs: () => pollMs });
    const stop = query.subscribe(() => {});
    return { query, stop };
  }

  it.each([10_000, 60_000])('looks again after %d ms', async pollMs => {
    const load = jest.fn(async () => 'a');
    const { stop } = start(load, pollMs);
    await flush();
    // once more, for signals that were lost while the socket connected
    await jest.advanceTimersByTimeAsync(3_000);
    expect(load).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(pollMs - 1);
    expect(load).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(load).toHaveBeenCalledTimes(3);
    stop();
    await jest.advanceTimersByTimeAsync(10 * pollMs);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('answers a burst of hints with one look a second', async () => {
    const load = jest.fn(async () => 'a');
    const { query, stop } = start(load);
    await jest.advanceTimersByTimeAsync(10_000);
    const before = load.mock.calls.length;
    query.hint();
    await flush();
    for (let i = 0; i < 20; i += 1) {
      query.hint();
    }
    await jest.advanceTimersByTimeAsync(1_000);
    expect(load.mock.calls.length - before).toBe(2);
    stop();
  });

  it('looks again when it is told to during a look', async () => {
    let answer: (value: string) => void = () => {};
    const load = jest.fn(
      () => new Promise<string>(resolve => (answer = resolve)),
    );
    const { query, stop } = start(load);
    query.refresh();
    expect(load).toHaveBeenCalledTimes(1);
    answer('before the change');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(load).toHaveBeenCalledTimes(2);
    stop();
  });

  it('rests while the tab is hidden and looks when it is shown', async () => {
    const load = jest.fn(async () => 'a');
    const { query, stop } = start(load, 10_000);
    await jest.advanceTimersByTimeAsync(3_000);
    setHidden(true);
    const before = load.mock.calls.length;
    query.hint();
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(load).toHaveBeenCalledTimes(before);
    setHidden(false);
    await flush();
    expect(load).toHaveBeenCalledTimes(before + 1);
    stop();
  });

  it('keeps the answer through failures, backs off, and recovers', async () => {
    const load = jest.fn(async (): Promise<string> => 'a');
    const { query, stop } = start(load, 10_000);
    await jest.advanceTimersByTimeAsync(3_000);
    const { updatedAt } = query.getSnapshot();
    load.mockRejectedValue(new Error('down'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(query.getSnapshot()).toEqual({
      value: 'a',
      updatedAt,
      error: new Error('down'),
    });
    const before = load.mock.calls.length;
    await jest.advanceTimersByTimeAsync(2_000 + 4_000 + 8_000);
    expect(load.mock.calls.length - before).toBe(3);
    load.mockResolvedValue('b');
    await jest.advanceTimersByTimeAsync(16_000);
    expect(query.getSnapshot()).toEqual({
      value: 'b',
      updatedAt: expect.any(Number),
    });
    stop();
  });

  it('aborts a look that nobody waits for', async () => {
    const signals: AbortSignal[] = [];
    const load = jest.fn((signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<string>(() => {});
    });
    const { stop } = start(load);
    expect(signals[0].aborted).toBe(false);
    stop();
    expect(signals[0].aborted).toBe(true);
  });
});
