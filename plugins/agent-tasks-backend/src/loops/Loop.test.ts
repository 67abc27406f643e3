import { mockServices } from '@backstage/backend-test-utils';
import { Loop } from './Loop';

describe('Loop', () => {
  const logger = mockServices.logger.mock();

  it('survives errors, runs again when poked, and never twice at once', async () => {
    let runs = 0;
    let inside = 0;
    let most = 0;
    const loop = new Loop({
      name: 'Test',
      logger,
      longestWaitMs: 60_000,
      run: async () => {
        runs++;
        inside++;
        most = Math.max(most, inside);
        await new Promise(resolve => setTimeout(resolve, 5));
        inside--;
        if (runs === 1) {
          throw new Error('broken');
        }
        return undefined;
      },
    });
    loop.start();
    loop.start();
    await until(() => runs === 2);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Test failed'),
    );
    await until(() => inside === 0);
    loop.poke();
    await until(() => runs === 3);
    // pokes in the middle of a run are not lost, and are one more run
    loop.poke();
    loop.poke();
    await until(() => runs === 4 && inside === 0);
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(runs).toBe(4);
    await loop.stop();
    expect(most).toBe(1);
    loop.poke();
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(runs).toBe(4);
  });

  it('tells a run that it is to end, and waits for it', async () => {
    let ended = false;
    const loop = new Loop({
      name: 'Test',
      logger,
      longestWaitMs: 60_000,
      run: async signal => {
        await new Promise(resolve => signal.addEventListener('abort', resolve));
        await new Promise(resolve => setTimeout(resolve, 20));
        ended = true;
        return undefined;
      },
    });
    loop.start();
    await new Promise(resolve => setTimeout(resolve, 5));
    await loop.stop();
    expect(ended).toBe(true);
  });
});

async function until(holds: () => boolean) {
  const end = Date.now() + 5_000;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error('It did not happen within 5 s');
    }
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}
