// npm start: set up, build what changed, and serve. What stands after -- goes to the program: options of `serve`, or another command.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { programArguments } from './lib/options.mjs';
import { root } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

await setUp();
await build();

// The program runs in this very process, so that signals and the exit status are its own.
const program = join(root, 'apps/sidetone/dist/main.js');
process.argv = [process.argv0, program, ...programArguments(process.argv.slice(2))];
await import(pathToFileURL(program).href);
