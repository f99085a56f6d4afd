// pnpm build: set up, and build what changed.

import { build } from './lib/build.mjs';
import { setUp } from './lib/setup.mjs';

await setUp();
await build();
