#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';

const outcome = await runCommandLine(process.argv.slice(2), process.env, process);
// While the program runs, its listeners keep the process alive.
if (typeof outcome === 'number') process.exitCode = outcome;
