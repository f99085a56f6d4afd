// pnpm fuzz [--messages N] [--seed N] [--only WAY] [--snapshots DIR]: builds, then sends mutated messages to a running server, gateway and user agent.

import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { root, run, tool } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

await setUp();
await build();
const { status } = await run(tool('tsx', 'e2e'), ['fuzz/main.ts', ...process.argv.slice(2)], {
  cwd: join(root, 'e2e'),
});
process.exitCode = status;
