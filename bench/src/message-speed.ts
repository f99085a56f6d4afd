import { CODECS } from './codecs.ts';
import { measure } from './cpu-time.ts';
import { MESSAGES } from './messages.ts';
import { table, verdict } from './table.ts';

/** Sidetone should take at most this part of JsSIP's time. */
const MARK = 10;

/** Parsing five messages, reading six headers of each as typed values, and writing them again. */
export function messageSpeed(): string {
  const contenders = CODECS.map(({ name, run }) => ({
    name,
    run: () => {
      let length = 0;
      for (const message of MESSAGES) length += run(message);
      if (length === 0) throw new Error(`${name} wrote nothing`);
    },
  }));
  const results = measure(contenders, { count: 7, sliceMs: 250 });
  const own = results[0]?.cpuUs ?? Number.NaN;
  const rows = results.map(({ name, cpuUs }) => {
    const perMessage = cpuUs / MESSAGES.length;
    return [
      name,
      perMessage.toFixed(2),
      Math.round(1e6 / perMessage).toLocaleString('en'),
      `${(cpuUs / own).toFixed(1)} ×`,
    ];
  });
  const ratio = (results.find(({ name }) => name === 'JsSIP')?.cpuUs ?? Number.NaN) / own;
  return [
    'Parse, read From, To, Via, CSeq, Call-ID and Contact as typed values, write: five messages',
    '',
    table(['stack', 'CPU µs/message', 'messages/s', 'of our time'], rows),
    '',
    `Mark: at least ${MARK} × JsSIP. Measured ${ratio.toFixed(1)} ×: ${verdict(ratio >= MARK)}.`,
  ].join('\n');
}
