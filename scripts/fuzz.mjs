// pnpm fuzz [--messages N] [--seed N] [--only WAY] [--snapshots DIR]: builds, then sends mutated messages to a running server, gateway and user agent.

import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { fail, root, run, tool } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

await setUp();
await build();
// The user agent that is sent to runs on parts of the testkit.
const testkit = await run(tool('tsc'), ['-b', 'packages/testkit'], { quiet: true });
if (testkit.status !== 0) fail(`${testkit.output.trimEnd()}\nThe testkit does not build.`);
const { status } = await run(tool('tsx', 'e2e'), ['fuzz/main.ts', ...process.argv.slice(2)], {
  cwd: join(root, 'e2e'),
});
process.exitCode = status;
