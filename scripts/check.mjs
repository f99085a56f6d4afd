// pnpm check: format, lint, types, layers, dead code, unit and ladder tests.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './lib/check.mjs';
import { cacheDir } from './lib/process.mjs';

mkdirSync(cacheDir, { recursive: true });
const failed = await check(join(cacheDir, 'unit.json'));
if (failed.length > 0) {
  console.log(`\nFailed: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
