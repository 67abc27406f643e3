import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const hasProc = fs.existsSync('/proc/self/stat');

/** Sends a signal to a whole process group; a group that is gone is no error. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') {
      return false;
    }
    throw error;
  }
}

/** State and group of a process, from the fields behind its name in parentheses. */
function statOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  } catch {
    return undefined;
  }
}

/**
 * Whether a process group still does something. A signal alone cannot tell: in
 * a container without an init, dead members stay as zombies that take signals.
 */
export function isGroupAlive(pid) {
  if (!signalGroup(pid, 0)) {
    return false;
  }
  return (
    !hasProc ||
    fs
      .readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(statOf)
      .some(stat => stat?.group === pid && stat.state !== 'Z')
  );
}

/** The command line of a process, empty when there is none. */
export function commandOf(pid) {
  try {
    return hasProc
      ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {
          encoding: 'utf8',
        });
  } catch {
    return '';
  }
}
