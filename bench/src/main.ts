import { callSpeed } from './call-speed.ts';
import { coreSize } from './core-size.ts';
import { heapAfterCalls } from './heap-after-calls.ts';
import { linearTime } from './linear-time.ts';
import { parseSpeed, writeSpeed } from './message-speed.ts';

// A bench reports; it asserts nothing, since a machine that is busy with other work would fail it.
// The heap comes first, while nothing else is in it. Names on the command line choose parts.
const PARTS: Readonly<Record<string, () => string | Promise<string>>> = {
  heap: heapAfterCalls,
  parse: parseSpeed,
  write: writeSpeed,
  linear: linearTime,
  calls: callSpeed,
  size: coreSize,
};

const chosen = process.argv.slice(2);
for (const [name, part] of Object.entries(PARTS)) {
  if (chosen.length === 0 || chosen.includes(name)) process.stdout.write(`${await part()}\n\n`);
}
// The peers' timers would hold the process for a while.
process.exit();
