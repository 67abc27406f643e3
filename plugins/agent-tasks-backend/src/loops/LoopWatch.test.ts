import { mockServices } from '@backstage/backend-test-utils';
import { LoopWatch } from './LoopWatch';

it('says once that a loop has stalled, and that it goes on', () => {
  const logger = mockServices.logger.mock();
  const watch = new LoopWatch({ logger });
  let since = 0;
  watch.add({
    name: 'Admission',
    longestWaitMs: 1_000,
    sinceSuccessMs: () => since,
  });
  watch.add({ name: 'Other', longestWaitMs: 1, sinceSuccessMs: () => 0 });
  expect(watch.check()).toEqual([]);
  since = 122_000;
  expect(watch.check()).toEqual(['Admission']);
  expect(watch.check()).toEqual(['Admission']);
  expect(logger.error).toHaveBeenCalledTimes(1);
  expect(logger.error).toHaveBeenCalledWith(
    'Admission has not run through for 122 s',
  );
  since = 5;
  expect(watch.check()).toEqual([]);
  expect(logger.info).toHaveBeenCalledWith('Admission goes on');
});
