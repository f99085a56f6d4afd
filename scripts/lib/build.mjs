// Builds the program and the page, each only when something it is made of has changed.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheDir, fail, root, run, tool } from './process.mjs';

const manifests = ['package.json', 'tsconfig.base.json', 'pnpm-lock.yaml'];

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} inputs files and directories
 * @property {string} result a file that the build makes
 * @property {() => Promise<{ status: number, output: string }>} make
 */

/** @type {Part[]} */
const parts = [
  {
    name: 'program',
    inputs: [
      ...manifests,
      'packages/sip',
      'packages/server',
      'packages/gateway',
      'packages/phone',
      'packages/bakeoff',
      'apps/sidetone',
    ],
    result: 'apps/sidetone/dist/main.js',
    make: () =>
      run(
        tool('tsc'),
        [
          '-b',
          'packages/sip/tsconfig.browser.json',
          'packages/phone/tsconfig.core.json',
          'apps/sidetone/tsconfig.app.json',
        ],
        { quiet: true },
      ),
  },
  {
    name: 'page',
    inputs: [...manifests, 'packages/sip', 'packages/phone', 'apps/softphone'],
    result: 'apps/softphone/dist/web/index.html',
    make: () => vite('build'),
  },
  {
    // Into the same directory, which the build of the page empties; then the result is missing, and it is made again.
    name: 'page for bake-offs',
    inputs: [...manifests, 'packages/sip', 'packages/bakeoff', 'apps/softphone'],
    result: 'apps/softphone/dist/web/bakeoff.html',
    make: () => {
      rmSync(join(root, 'apps/softphone/dist/web/assets/bakeoff'), { recursive: true, force: true });
      return vite('build', '--config', 'vite.bakeoff.config.ts');
    },
  },
];

/** @param {string[]} args */
function vite(...args) {
  return run(tool('vite', 'apps/softphone'), args, { cwd: join(root, 'apps/softphone'), quiet: true });
}

/** Builds what changed since the last build. Ends the process when it does not compile. */
export async function build() {
  mkdirSync(cacheDir, { recursive: true });
  for (const part of parts) {
    const stamp = join(cacheDir, `${part.name}.stamp`);
    const state = fingerprint(part.inputs);
    if (existsSync(join(root, part.result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) continue;

    const started = performance.now();
    const { status, output } = await part.make();
    if (status !== 0) fail(`${output.trimEnd()}\nThe ${part.name} does not build.`);
    writeFileSync(stamp, state);
    console.log(`Built the ${part.name} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  }
}

/** @param {string[]} inputs */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) addToHash(join(root, input));
  return hash.digest('hex');

  /** @param {string} path */
  function addToHash(path) {
    const stat = statSync(path);
    if (!stat.isDirectory()) {
      hash.update(`${relative(root, path)}\0${stat.size}\0${stat.mtimeMs}\n`);
      return;
    }
    for (const entry of readdirSync(path).toSorted()) {
      if (entry === 'node_modules' || entry === 'dist' || entry === 'test' || entry.includes('.test.')) continue;
      addToHash(join(path, entry));
    }
  }
}
