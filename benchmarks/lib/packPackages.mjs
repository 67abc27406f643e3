import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/stack/layout.mjs';

const workspaces = [
  'agent-tasks-common',
  'agent-tasks-node',
  'agent-tasks-backend',
  'catalog-backend-module-agent-tasks',
  'scaffolder-backend-module-agent-tasks',
].map(name => path.join(root, 'plugins', name));

/**
 * Builds and packs the packages that a backend takes, and unpacks them where
 * files below `directory` find them first: what an adopter installs, which no
 * longer is TypeScript.
 */
export function installPacked(directory) {
  const modules = path.join(directory, 'node_modules');
  // packages bring the declarations of their types
  execFileSync('yarn', ['tsc'], { cwd: root });
  const archives = fs.mkdtempSync(path.join(os.tmpdir(), 'agent-tasks-pack-'));
  try {
    for (const cwd of workspaces) {
      const { name } = JSON.parse(
        fs.readFileSync(path.join(cwd, 'package.json'), 'utf8'),
      );
      const archive = path.join(archives, `${path.basename(cwd)}.tgz`);
      const target = path.join(modules, name);
      execFileSync('backstage-cli', ['package', 'build'], { cwd });
      execFileSync('yarn', ['pack', '--out', archive], { cwd });
      fs.rmSync(target, { recursive: true, force: true });
      fs.mkdirSync(target, { recursive: true });
      execFileSync('tar', ['xzf', archive, '-C', target, '--strip', '1']);
      fs.rmSync(path.join(cwd, 'dist'), { recursive: true });
    }
  } finally {
    fs.rmSync(archives, { recursive: true, force: true });
  }
}
