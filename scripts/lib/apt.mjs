// Debian packages, where we are allowed to install them.

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { onPath, run } from './process.mjs';

const policy = '/usr/sbin/policy-rc.d';
let updated = false;

/**
 * Installs Debian packages, without starting the services they bring.
 * @param {string[]} packages
 * @returns {Promise<string | undefined>} why it could not be done
 */
export async function aptInstall(packages) {
  const aptGet = onPath('apt-get');
  if (aptGet === undefined) return 'there is no apt-get';
  if (process.getuid?.() !== 0) return `apt-get install ${packages.join(' ')} needs root`;

  console.log(`Installing ${packages.join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!updated) {
    const { status, output } = await run(aptGet, ['update', '-q'], { env, quiet: true, timeoutMs: 300_000 });
    if (status !== 0) return `apt-get update failed: ${lastLine(output)}`;
    updated = true;
  }
  // Status 101 forbids starting services (Debian policy §9.3.3): the tests start what they need.
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const { status, output } = await run(aptGet, ['install', '-qy', '--no-install-recommends', ...packages], {
      env,
      quiet: true,
      timeoutMs: 900_000,
    });
    return status === 0 ? undefined : `apt-get install ${packages.join(' ')} failed: ${lastLine(output)}`;
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

/** @param {string} output */
const lastLine = (output) => output.trim().split('\n').at(-1) ?? '';
