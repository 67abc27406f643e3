import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/SetupError.mjs';

/** @returns {{ uid: number, gid: number } | undefined} whom to become, if we are root */
export function unprivilegedUser() {
  if (process.getuid() !== 0) {
    return undefined;
  }
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => {
      const id = spawnSync('id', [flag, user], { encoding: 'utf8' });
      return id.status === 0 ? Number(id.stdout) : undefined;
    });
    if (uid && gid) {
      return { uid, gid };
    }
  }
  throw new SetupError(
    'PostgreSQL does not run as root, and there is no user to run it as.',
    'Create one (useradd --system postgres), or run the command as another user.',
  );
}

/** Whether that user may pass through, or run, the target. */
export function canReach(target, user) {
  return (
    !user ||
    spawnSync('test', ['-x', target], { ...user, cwd: '/' }).status === 0
  );
}

/** A directory of root's that every user may pass through, one per checkout. */
export function reachableDirectory(directory) {
  const id = crypto.createHash('sha256').update(directory).digest('hex');
  return path.join('/var/lib/agent-tasks', id.slice(0, 12));
}

/** Copies the binaries (60 MB) to where the unprivileged user can run them. */
export function reachableBinaries(binaries, user, home) {
  if (canReach(binaries.postgres, user)) {
    return binaries;
  }
  const native = path.resolve(path.dirname(binaries.postgres), '..');
  const copy = path.join(home, 'bin-18');
  if (!fs.existsSync(path.join(copy, 'bin', 'postgres'))) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return {
    initdb: path.join(copy, 'bin', 'initdb'),
    postgres: path.join(copy, 'bin', 'postgres'),
  };
}
