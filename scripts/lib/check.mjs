// The steps of `pnpm check`. Two run at a time; each says in one line how it went.

import { availableParallelism } from 'node:os';
import { run, tool } from './process.mjs';

/** @typedef {{ name: string, repair?: string, command: string, args: string[], env?: Record<string, string> }} Step */

/**
 * @param {string} unitReport the file for the results of the unit and ladder tests
 * @returns {Step[]} the slowest first
 */
const steps = (unitReport) => [
  {
    name: 'tests',
    command: tool('vitest'),
    args: ['run', '--reporter=default', '--reporter=./scripts/lib/unit-reporter.mjs'],
    env: { SIDETONE_UNIT_REPORT: unitReport },
  },
  { name: 'lint', command: tool('oxlint'), args: ['--type-aware'] },
  { name: 'types', command: tool('tsc'), args: ['-b'] },
  { name: 'dead code', command: tool('knip'), args: ['--no-config-hints'] },
  {
    name: 'layers',
    command: tool('depcruise'),
    args: ['--config', '.dependency-cruiser.mjs', 'packages', 'apps', 'e2e', 'bench'],
  },
  { name: 'format', repair: 'pnpm format', command: tool('oxfmt'), args: ['--check'] },
  { name: 'documents', command: process.execPath, args: ['scripts/check-documents.mjs'] },
];

/**
 * Runs all steps and shows the output of those that failed.
 * @param {string} unitReport the file for the results of the unit and ladder tests
 * @returns {Promise<string[]>} the names of the steps that failed
 */
export async function check(unitReport) {
  const waiting = steps(unitReport);
  /** @type {string[]} */
  const failed = [];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await passes(step))) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return failed;
}

/** @param {Step} step */
async function passes({ name, repair, command, args, env }) {
  const started = performance.now();
  const { status, output } = await run(command, args, { quiet: true, env: { NO_COLOR: '1', ...env } });
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (status === 0) {
    console.log(`ok      ${name} (${took})`);
    return true;
  }
  console.log(`\n${output.trim()}\n`);
  console.log(`FAILED  ${name} (${took})${repair === undefined ? '' : `: ${repair} mends it`}`);
  return false;
}
