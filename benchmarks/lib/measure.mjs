import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const results = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../results',
);

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

const machine = () => ({
  cores: os.availableParallelism(),
  cpu: os.cpus()[0]?.model.trim(),
  memoryGiB: round(os.totalmem() / 2 ** 30),
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
});

/** Prints a result as one line of JSON, with the machine that it is from. */
export function report(benchmark, figures) {
  console.log(JSON.stringify({ benchmark, ...figures, machine: machine() }));
}

/**
 * Keeps the rows of a benchmark for the plot and the tables of
 * `docs/benchmarks.md`.
 *
 * @param {string} benchmark
 * @param {object} figures
 * @param {{ loadBefore: number }} run - the machine's load before it began:
 *   above 0.5 somebody else was at work
 */
export function save(benchmark, figures, { loadBefore }) {
  fs.mkdirSync(results, { recursive: true });
  fs.writeFileSync(
    path.join(results, `${benchmark}.json`),
    `${JSON.stringify(
      {
        command: `yarn bench ${benchmark}`,
        machine: { ...machine(), loadBefore: round(loadBefore) },
        ...figures,
      },
      undefined,
      2,
    )}\n`,
  );
}

/** Processes that wanted a core, over the last minute. */
export const load = () => os.loadavg()[0];

export const round = (value, digits = 1) => Number(value.toFixed(digits));
