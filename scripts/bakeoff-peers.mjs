// pnpm bakeoff-peers [--peer ID] [--only TEXT]: plays the conformance scenarios against the foreign implementations that are
// here, and writes docs/bakeoff/.

import { join } from 'node:path';
import { root, run, tool } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

await setUp();
const { status } = await run(
  tool('tsx', 'e2e'),
  ['--conditions=development', 'bakeoff/main.ts', ...process.argv.slice(2)],
  {
    cwd: join(root, 'e2e'),
  },
);
process.exitCode = status;
