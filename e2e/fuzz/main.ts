import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { verdicts } from './verdicts.ts';

// `pnpm fuzz [--messages N] [--seed N] [--only WAY] [--snapshots DIR]`: a million mutated messages to a running server,
// gateway and user agent.

/** Longer than 64 × T1, after which all transactions have ended. */
const REST_MS = 40_000;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    snapshots: { type: 'string' },
  },
});
const messages = Number(values.messages);
const report = await fuzz({
  messages,
  seed: Number(values.seed),
  warmUp: messages / 5,
  restMs: { warm: REST_MS, end: REST_MS },
  ...(values.only === undefined ? {} : { only: values.only }),
  ...(values.snapshots === undefined ? {} : { snapshots: values.snapshots }),
  onProgress: (line) => void process.stdout.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify({ answers: report.answers, probes: report.probes }, undefined, 2)}\n`);
const lines = verdicts(report);
for (const { text, isGood } of lines) process.stdout.write(`${isGood ? 'ok      ' : 'FAILED  '}${text}\n`);
process.exitCode = lines.every(({ isGood }) => isGood) ? 0 : 1;
