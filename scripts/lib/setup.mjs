// Makes a bare clone ready: the right Node, and the dependencies.

import { existsSync, mkdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, fail, root, run } from './process.mjs';

/** @type {{ packageManager: string, engines: { node: string } }} */
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Checks Node and installs what the lockfile names, if it is newer than what is installed. */
export async function setUp() {
  checkNode();
  await install();
  mkdirSync(cacheDir, { recursive: true });
}

function checkNode() {
  const needed = manifest.engines.node.replace(/^[^\d]*/, '');
  const [major = 0, minor = 0] = needed.split('.').map(Number);
  const [ourMajor = 0, ourMinor = 0] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  fail(`Sidetone needs Node ${needed} or newer; this is Node ${process.versions.node}.`, 2);
}

async function install() {
  const lockfile = join(root, 'pnpm-lock.yaml');
  const installed = join(root, 'node_modules', '.modules.yaml');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;

  const pinned = manifest.packageManager.replace(/\+.*$/, '');
  console.log(`Installing dependencies with ${pinned} …`);
  const { status } = await run('npx', [
    '--yes',
    pinned,
    'install',
    '--frozen-lockfile',
    '--prod=false',
    '--prefer-offline',
    '--reporter=append-only',
    '--config.confirm-modules-purge=false',
  ]);
  if (status !== 0) fail(`Dependencies could not be installed: ${pinned} ended with status ${status}.`);
  // pnpm leaves the file alone when there was nothing to do.
  const now = new Date();
  utimesSync(installed, now, now);
}
