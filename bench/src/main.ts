import { coreSize } from './core-size.ts';
import { messageSpeed } from './message-speed.ts';

// A bench reports; it asserts nothing, since a machine that is busy with other work would fail it.
process.stdout.write(`${messageSpeed()}\n\n${await coreSize()}\n`);
