/*
 * Loaded before everything else (`node --require`), it has a process live at
 * the speed of the simulator's clock: its dates, its timers and its stopwatch.
 * What the process does in between takes as long as ever, so that every
 * millisecond of work counts `speed` times: figures are worse than they would
 * be in real time, never better.
 *
 * BENCHMARK_CLOCK is JSON: `speed`, and one moment on both clocks (`realMs`,
 * `virtualMs`).
 */
const { syncBuiltinESMExports } = require('node:module');
const timers = require('node:timers');
const promises = require('node:timers/promises');
const { promisify } = require('node:util');

const { speed, realMs, virtualMs } = JSON.parse(process.env.BENCHMARK_CLOCK);
const RealDate = Date;
const now = () => Math.floor(virtualMs + (RealDate.now() - realMs) * speed);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length ? args : [now()], self),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

const elapsed = performance.now.bind(performance);
performance.now = () => elapsed() * speed;

const sleep = promises.setTimeout;
promises.setTimeout = (ms, ...rest) => sleep(ms / speed, ...rest);
for (const name of ['setTimeout', 'setInterval']) {
  const start = globalThis[name];
  const scaled = (work, ms = 1, ...args) => start(work, ms / speed, ...args);
  globalThis[name] = scaled;
  timers[name] = scaled;
}
globalThis.setTimeout[promisify.custom] = promises.setTimeout;
syncBuiltinESMExports();
