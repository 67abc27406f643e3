/*
 * One replica: a real Backstage backend with nothing but the broker, so that
 * several start quickly on a small machine.
 *
 *   --arm freeze:<point>,stall:<point>,kill:<point>   one after the other
 *   --rare kill:<point>,…                             whichever comes first
 *   --claims <directory>                              shared by all replicas
 *
 * The points are in lib/points.mjs. What happens at one happens once. The product knows nothing of
 * it: the points lie in its database driver and its `fetch`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBackend } from '@backstage/backend-defaults';
import { announce } from './lib/announcement.mjs';
import { points } from './lib/points.mjs';
import { watchSeams } from './lib/watchSeams.mjs';

/** Long enough for the other side to cut every connection meanwhile. */
const STALL_MS = 1_500;
/** A signal to oneself is not always there when `kill` returns. */
const SIGNAL_MS = 100;

const block = ms =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const acts = {
  kill() {
    process.kill(process.pid, 'SIGKILL');
    block(60_000);
  },
  freeze() {
    process.kill(process.pid, 'SIGSTOP');
    block(SIGNAL_MS);
  },
  stall() {
    block(STALL_MS);
  },
};

const { values } = parseArgs({
  strict: false,
  options: {
    arm: { type: 'string', default: '' },
    rare: { type: 'string', default: '' },
    claims: { type: 'string' },
  },
});
const read = list => list.split(',').filter(Boolean);
const chain = read(values.arm);
const rare = new Set(read(values.rare));

/** Several replicas wait for a rare point; one of them is enough. */
function claim(arm) {
  try {
    fs.closeSync(fs.openSync(path.join(values.claims, arm), 'wx'));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function perform(arm) {
  const [act] = arm.split(':');
  // a pipe is written at once; a buffered line would die with the process
  fs.writeSync(1, announce(arm, 'reached'));
  acts[act]();
  fs.writeSync(1, announce(arm, 'passed'));
}

watchSeams(seam => {
  const isAt = arm => points[arm.split(':')[1]].seam(seam);
  if (chain.length && isAt(chain[0])) {
    perform(chain.shift());
  }
  const met = [...rare].find(isAt);
  if (met) {
    rare.delete(met);
    if (claim(met)) {
      perform(met);
    }
  }
});

const backend = createBackend();
backend.add(import('@agent-tasks/backstage-plugin-agent-tasks-backend'));
backend.start().catch(() => process.exit(1));
