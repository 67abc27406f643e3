import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, explainInstallFailure } from './SetupError.mjs';

/** What node_modules and Yarn's cache need together: 2.0 GB and 1.4 GB when measured. */
const NEEDED_BYTES = 3.5e9;

/** Yarn’s code of steps and the summary; others list single packages, and a failure is shown at the end. */
const shownLine = /YN0000/;

/** The committed Yarn that `.yarnrc.yml` names. */
export function yarnOf(root) {
  const config = fs.readFileSync(path.join(root, '.yarnrc.yml'), 'utf8');
  const release = /^yarnPath:\s*(\S+)/m.exec(config)?.[1];
  if (!release || !fs.existsSync(path.join(root, release))) {
    throw new SetupError(
      'The committed Yarn is missing.',
      'Restore .yarnrc.yml and .yarn/releases from version control.',
    );
  }
  return path.join(root, release);
}

function manifestsOf(root) {
  const manifests = ['yarn.lock', 'package.json', '.yarnrc.yml'];
  for (const group of ['packages', 'plugins']) {
    const folders = fs.existsSync(path.join(root, group))
      ? fs.readdirSync(path.join(root, group))
      : [];
    manifests.push(...folders.map(name => `${group}/${name}/package.json`));
  }
  return manifests
    .map(name => path.join(root, name))
    .filter(file => fs.existsSync(file));
}

const stateOf = root => path.join(root, 'node_modules', '.yarn-state.yml');

/** Whether a manifest changed after the last installation. */
export function needsInstall(root) {
  const state = stateOf(root);
  if (!fs.existsSync(state)) {
    return true;
  }
  const installed = fs.statSync(state).mtimeMs;
  return manifestsOf(root).some(file => fs.statSync(file).mtimeMs > installed);
}

function requireDiskSpace(root, firstTime) {
  const { bavail, bsize } = fs.statfsSync(root);
  if (firstTime && bavail * bsize < NEEDED_BYTES) {
    throw new SetupError(
      `Only ${((bavail * bsize) / 1e9).toFixed(
        1,
      )} GB are free here; the dependencies need about ${NEEDED_BYTES / 1e9}.`,
      'Free some disk space and run the command again.',
    );
  }
}

/** Whether the person has told Yarn itself which registry to use. */
function hasOwnYarnRegistry(env) {
  const file = path.join(env.HOME ?? '', '.yarnrc.yml');
  return (
    Boolean(env.YARN_NPM_REGISTRY_SERVER) ||
    (fs.existsSync(file) &&
      /^npmRegistryServer:/m.test(fs.readFileSync(file, 'utf8')))
  );
}

/** Yarn reads no .npmrc: hand npm's registry and certificates over. */
function npmSettings(env) {
  const settings = {};
  const npm = key => {
    const answer = spawnSync('npm', ['config', 'get', key], {
      env,
      encoding: 'utf8',
    });
    const value = answer.status === 0 ? answer.stdout.trim() : '';
    return ['', 'null', 'undefined'].includes(value) ? undefined : value;
  };
  const registry = hasOwnYarnRegistry(env) ? undefined : npm('registry');
  if (registry) {
    settings.YARN_NPM_REGISTRY_SERVER = registry.replace(/\/$/, '');
    if (registry.startsWith('http:')) {
      settings.YARN_UNSAFE_HTTP_WHITELIST = new URL(registry).hostname;
    }
  }
  const ca =
    env.YARN_HTTPS_CA_FILE_PATH ?? env.NODE_EXTRA_CA_CERTS ?? npm('cafile');
  if (ca) {
    settings.YARN_HTTPS_CA_FILE_PATH = ca;
  }
  return settings;
}

/**
 * Installs the dependencies when a manifest is newer than what is installed.
 *
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv, say: (line: string) => void }} options
 */
export async function ensureDependencies({ root, node, env, say }) {
  if (!needsInstall(root)) {
    return;
  }
  const firstTime = !fs.existsSync(stateOf(root));
  requireDiskSpace(root, firstTime);
  say(`installing dependencies${firstTime ? ', one to three minutes' : ''}`);
  const yarn = spawn(
    node,
    [yarnOf(root), 'install', ...(env.CI ? ['--immutable'] : [])],
    {
      cwd: root,
      env: {
        ...npmSettings(env),
        ...env,
        YARN_ENABLE_PROGRESS_BARS: '0',
        YARN_ENABLE_COLORS: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let unfinished = '';
  const read = chunk => {
    output += chunk;
    const lines = `${unfinished}${chunk}`.split('\n');
    unfinished = lines.pop();
    lines.filter(line => shownLine.test(line)).forEach(say);
  };
  yarn.stdout.on('data', read);
  yarn.stderr.on('data', read);
  const code = await new Promise((resolve, reject) => {
    yarn.on('error', reject);
    yarn.on('close', resolve);
  });
  if (code !== 0) {
    process.stderr.write(`${output.split('\n').slice(-30).join('\n')}\n`);
    throw explainInstallFailure('Installing the dependencies', output);
  }
  // Yarn leaves its state file alone when nothing had to change
  const now = new Date();
  fs.utimesSync(stateOf(root), now, now);
}
