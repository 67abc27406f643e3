import os from 'node:os';

/** Milliseconds with fractions, on the clock that `Date.now()` uses. */
export const now = () => performance.timeOrigin + performance.now();

/** The p-quantile of measurements, p from 0 to 1, by nearest rank. */
export function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil(p * sorted.length) - 1;
  return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
}

/** Runs `work` over the items, at most `concurrency` at once. */
export async function inParallel(items, concurrency, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** Prints a result as one line of JSON, with the machine that it is from. */
export function report(benchmark, figures) {
  console.log(
    JSON.stringify({
      benchmark,
      ...figures,
      machine: {
        cores: os.availableParallelism(),
        node: process.version,
        date: new Date().toISOString().slice(0, 10),
      },
    }),
  );
}

export const round = (value, digits = 1) => Number(value.toFixed(digits));
