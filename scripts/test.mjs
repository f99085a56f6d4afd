// npm test: set up, check, unit and ladder tests, end to end.
// Options: --install installs the foreign servers that some tests talk to (in CI this is so anyway).

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './lib/browser.mjs';
import { build } from './lib/build.mjs';
import { check } from './lib/check.mjs';
import { providePeers } from './lib/peers.mjs';
import { cacheDir, fail, root, run, tool } from './lib/process.mjs';
import { playwrightResults, unitResults } from './lib/results.mjs';
import { setUp } from './lib/setup.mjs';

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== '--install');
if (unknown !== undefined) fail(`npm test: unknown option ${unknown}; the only one is --install.`, 2);
const ci = !['', '0', 'false', undefined].includes(process.env['CI']);

await setUp();

const unitReport = join(cacheDir, 'unit.json');
const e2eReport = join(cacheDir, 'e2e.json');
for (const report of [unitReport, e2eReport]) rmSync(report, { force: true });

/** @type {string[]} */
const failures = [];
const install = ci || options.includes('--install');
const { missing, refused } = await providePeers(install);
if (missing.length > 0) {
  const why = refused ?? (install ? 'the packages did not bring them' : 'npm test -- --install installs them');
  console.log(`Without ${missing.join(' and ')}: ${why}.`);
  if (ci) failures.push(`foreign servers: ${why}`);
}
const browser = await findBrowser();

const failedSteps = await check(unitReport);
const unit = unitResults(unitReport);
failures.push(...failedSteps.filter((step) => step !== 'tests').map((step) => `pnpm check: ${step}`), ...unit.failed);
if (failedSteps.includes('tests') && unit.failed.length === 0) failures.push('unit tests: ended with an error');

const endToEnd = await runEndToEnd();
failures.push(...endToEnd.failed);
const skips = [...unit.skipped, ...endToEnd.skipped];

console.log();
for (const line of skips) console.log(`skipped: ${line}`);
for (const line of failures) console.log(`failed: ${line}`);
if (ci && skips.length > 0) console.log('In CI nothing may be skipped.');
console.log(`${unit.passed + endToEnd.passed} passed, ${failures.length} failed, ${skips.length} skipped`);
process.exitCode = failures.length > 0 || (ci && skips.length > 0) ? 1 : 0;

async function runEndToEnd() {
  if ('missing' in browser) {
    return { passed: 0, failed: [`end-to-end tests: no browser: ${browser.missing}`], skipped: [] };
  }
  await build();
  const { status } = await run(tool('playwright', 'e2e'), ['test'], {
    cwd: join(root, 'e2e'),
    env: { CHROMIUM_PATH: browser.path, SIDETONE_E2E_REPORT: e2eReport },
  });
  const results = playwrightResults(e2eReport);
  if (status !== 0 && results.failed.length === 0) results.failed.push(`end-to-end tests: ended with status ${status}`);
  return results;
}
