import { mockServices } from '@backstage/backend-test-utils';
import { tryUntilDone } from './tryUntilDone';

describe('tryUntilDone', () => {
  const logger = mockServices.logger.mock();

  it('goes on until it has succeeded once', async () => {
    const { signal } = new AbortController();
    const run = jest
      .fn<Promise<void>, []>()
      .mockRejectedValueOnce(new Error('not yet'))
      .mockResolvedValue();
    await expect(
      tryUntilDone({ name: 'Starting', logger, signal, run }),
    ).resolves.toBe(true);
    expect(run).toHaveBeenCalledTimes(2);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/^Starting failed, again in .*not yet$/),
    );
  });

  it('ends with its signal, in the middle of a wait', async () => {
    const abort = new AbortController();
    const run = jest.fn(async () => {
      setImmediate(() => abort.abort());
      throw new Error('never');
    });
    await expect(
      tryUntilDone({ name: 'Starting', logger, signal: abort.signal, run }),
    ).resolves.toBe(false);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
