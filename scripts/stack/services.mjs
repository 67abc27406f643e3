import { createRequire } from 'node:module';
import path from 'node:path';
import { root, ports, urls, webhookSecret } from './layout.mjs';
import { ServiceProcess } from './ServiceProcess.mjs';

const require = createRequire(import.meta.url);
const cli = () =>
  path.join(
    path.dirname(require.resolve('@backstage/cli/package.json')),
    'bin/backstage-cli',
  );

/**
 * The backend's command. By itself it ends when the start fails, which a
 * script can report; with `watch`, Backstage's development runner restarts it on
 * every change and stays alive through failures.
 *
 * @param {{ args?: string[], watch?: boolean, entry?: string, built?: boolean }} options -
 *   `entry` instead of the demo's backend; where it is `built`, nothing is
 *   transpiled
 */
export function backendCommand({ args = [], watch = false, entry, built }) {
  return {
    command: process.execPath,
    args: watch
      ? [cli(), 'package', 'start', ...args]
      : [
          ...(built
            ? []
            : [
                '--enable-source-maps',
                '--require',
                require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
              ]),
          entry ?? 'src/index',
          ...args,
        ],
    cwd: path.join(root, 'packages/backend'),
    env: {
      NODE_ENV: process.env.NODE_ENV ?? 'development',
      GITHUB_WEBHOOK_SECRET: webhookSecret,
    },
  };
}

/** @param {{ args?: string[] }} options - replace the demo's own arguments */
export function simulatorCommand({ args }) {
  return {
    command: process.execPath,
    args: [
      path.join(root, 'packages/github-simulator/bin/github-simulator'),
      ...(args ?? [
        ...['--port', String(ports.simulator)],
        ...['--seed', path.join(root, 'examples/simulator-seed.yaml')],
        ...['--webhook-url', urls.webhook],
        ...['--webhook-secret', webhookSecret],
      ]),
    ],
    cwd: root,
    env: {},
  };
}

export function frontendCommand() {
  return {
    command: process.execPath,
    args: [cli(), 'package', 'start'],
    cwd: path.join(root, 'packages/app'),
    env: { BROWSER: 'none' },
  };
}

/** Starts a command with its output in `<logs>/<name>.log`. */
export function startService(name, { command, args, cwd, env }, options) {
  const { logs, onLine, echoed } = options;
  return ServiceProcess.start({
    name,
    command,
    args,
    cwd,
    env: { ...process.env, ...env, ...options.env },
    logFile: path.join(logs, `${name.replaceAll(' ', '-')}.log`),
    onLine,
    echoed,
  });
}
