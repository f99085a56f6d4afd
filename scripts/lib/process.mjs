// Running other programs, with nothing but Node.

import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the workspace, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Where the scripts keep their results and stamps. */
export const cacheDir = join(root, 'node_modules', '.cache', 'sidetone');

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] default: the root of the workspace
 * @property {Record<string, string>} [env] added to the environment
 * @property {boolean} [quiet] collect the output instead of showing it
 * @property {number} [timeoutMs] end the program after this time
 *
 * @typedef {{ status: number, output: string }} RunResult status 127: the program could not be started
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, { cwd = root, env = {}, quiet = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ status: 127, output: `${output}${error.message}\n` }));
    child.on('close', (status, signal) => {
      if (signal !== null) output += `ended by ${signal}\n`;
      resolve({ status: status ?? 1, output });
    });
  });
}

/**
 * The command line of a tool of the workspace.
 * @param {string} name as in node_modules/.bin
 * @param {string} [dir] the package that depends on it
 */
export const tool = (name, dir = '.') => join(root, dir, 'node_modules', '.bin', name);

/**
 * The first of these programs that is on PATH.
 * @param {string[]} names
 * @returns {string | undefined} its path
 */
export function onPath(...names) {
  // Servers live in sbin, which a user's PATH often leaves out.
  const dirs = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return names.flatMap((name) => dirs.map((dir) => join(dir, name))).find((path) => isExecutable(path));
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // not there, or not ours to run
  }
}

/**
 * Ends this script with one clear line.
 * @param {string} message
 * @param {number} [status]
 * @returns {never}
 */
export function fail(message, status = 1) {
  console.error(message);
  process.exit(status);
}
