// A Chromium for the end-to-end tests.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { aptInstall } from './apt.mjs';
import { isExecutable, onPath, root, run, tool } from './process.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a browser or installs one: CHROMIUM_PATH, then PATH, then Playwright's own, then the Debian package.
 * @returns {Promise<{ path: string } | { missing: string }>} its path, or why there is none
 */
export async function findBrowser() {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) {
    return isExecutable(named) ? { path: named } : { missing: `CHROMIUM_PATH is ${named}, which cannot be run` };
  }
  const found = onPath(...names) ?? playwrightBrowser();
  if (found !== undefined) return { path: found };

  console.log('No Chromium found: installing one …');
  const download = await run(tool('playwright', 'e2e'), ['install', 'chromium'], {
    cwd: join(root, 'e2e'),
    quiet: true,
    timeoutMs: 300_000,
  });
  const downloaded = download.status === 0 ? playwrightBrowser() : undefined;
  if (downloaded !== undefined) {
    if (process.getuid?.() === 0) await run(tool('playwright', 'e2e'), ['install-deps', 'chromium'], { quiet: true });
    return { path: downloaded };
  }
  const refused = await aptInstall(['chromium']);
  const installed = onPath(...names);
  return installed === undefined
    ? { missing: `no Chromium on PATH, Playwright could not download one, and ${refused ?? 'apt-get brought none'}` }
    : { path: installed };
}

function playwrightBrowser() {
  /** @type {{ chromium: { executablePath(): string } }} */
  const playwright = createRequire(join(root, 'e2e/package.json'))('playwright');
  const path = playwright.chromium.executablePath();
  return isExecutable(path) ? path : undefined;
}
