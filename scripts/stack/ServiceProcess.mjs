import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/SetupError.mjs';
import { isGroupAlive, signalGroup } from './processes.mjs';

/** How long a process may take to end by itself before it is killed. */
const STOP_TIMEOUT_MS = 10_000;
const LINES_SHOWN_AFTER_A_CRASH = 25;

/**
 * One long-running part of the stack: its own process group, so that a Ctrl-C
 * in the terminal reaches only the script that knows the right order, and its
 * whole output in a log file.
 */
export class ServiceProcess {
  #child;
  #exited;
  #stopping = false;
  #echoed;

  /**
   * @param {{
   *   name: string, command: string, args: string[], cwd?: string,
   *   env?: NodeJS.ProcessEnv, uid?: number, gid?: number,
   *   logFile: string, stopSignal?: NodeJS.Signals,
   *   onLine?: (line: string) => void, echoed?: boolean,
   * }} options - `echoed`: onLine shows everything, so that a crash needs no excerpt
   */
  static start(options) {
    return new ServiceProcess(options);
  }

  constructor(options) {
    const { command, args, cwd, env, uid, gid, logFile } = options;
    this.name = options.name;
    this.#echoed = options.echoed ?? false;
    this.logFile = logFile;
    this.stopSignal = options.stopSignal ?? 'SIGTERM';
    fs.mkdirSync(path.dirname(logFile), { recursive: true });
    const log = fs.createWriteStream(logFile, {
      fd: fs.openSync(logFile, 'w'),
    });
    this.#child = spawn(command, args, {
      cwd,
      env,
      uid,
      gid,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let unfinished = '';
    const read = chunk => {
      log.write(chunk);
      const lines = `${unfinished}${chunk}`.split('\n');
      unfinished = lines.pop();
      lines.forEach(line => options.onLine?.(line));
    };
    this.#child.stdout.on('data', read);
    this.#child.stderr.on('data', read);
    this.#exited = new Promise(resolve => {
      this.#child.on('error', error => resolve(error.message));
      this.#child.on('exit', (code, signal) =>
        resolve(signal ? `signal ${signal}` : `code ${code}`),
      );
    });
    this.#exited.then(() => log.end());
  }

  get pid() {
    return this.#child.pid;
  }

  /** Rejects, with the end of the log, once the process ends without being asked. */
  async unexpectedEnd() {
    const reason = await this.#exited;
    if (this.#stopping) {
      return new Promise(() => {});
    }
    throw new SetupError(
      `The ${this.name} stopped (${reason}).${
        this.#echoed ? '' : ` The end of its log:\n${this.#lastLines()}`
      }`,
      `The whole log is in ${path.relative(process.cwd(), this.logFile)}.`,
    );
  }

  #lastLines() {
    return fs.existsSync(this.logFile)
      ? fs
          .readFileSync(this.logFile, 'utf8')
          .trimEnd()
          .split('\n')
          .slice(-LINES_SHOWN_AFTER_A_CRASH)
          .join('\n')
      : '';
  }

  /** Asks the whole group to end, waits, and kills what is left. */
  async stop() {
    this.#stopping = true;
    if (!this.pid) {
      return;
    }
    signalGroup(this.pid, this.stopSignal);
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    // the group is gone only when its last member is, not when its leader is
    while (isGroupAlive(this.pid)) {
      if (Date.now() > deadline) {
        signalGroup(this.pid, 'SIGKILL');
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}
