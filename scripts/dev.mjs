// npm run dev: the same as `npm start`, with hot reload: the program restarts, and the page updates itself.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { optionValue, programArguments } from './lib/options.mjs';
import { root, tool } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

await setUp();

const options = process.argv.slice(2);
const http = optionValue(options, 'http') ?? '127.0.0.1:5080';
const secure = options.some((option) => /^--tls-(cert|self-signed)\b/.test(option));
const target = `${secure ? 'https' : 'http'}://${http.replace(/^(0\.0\.0\.0|\[::\]):/, '127.0.0.1:')}`;

const children = [
  start(
    tool('tsx'),
    ['watch', '--conditions=development', 'apps/sidetone/src/main.ts', ...programArguments(options)],
    root,
  ),
  start(tool('vite', 'apps/softphone'), [], join(root, 'apps/softphone')),
];

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => stop(signal));

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
function start(command, args, cwd) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, SIDETONE_DEV_TARGET: target },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('error', (error) => {
    console.error(`${command}: ${error.message}`);
    process.exitCode = 1;
  });
  // One without the other is of no use.
  child.on('close', (status) => {
    process.exitCode ??= status ?? 0;
    stop('SIGTERM');
  });
  return child;
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}
