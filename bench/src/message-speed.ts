import { type Contender, measure, type Measurement, ratioOf } from './cpu-time.ts';
import { verdict } from './mark.ts';
import { MESSAGES } from './messages.ts';
import { READERS } from './readers.ts';
import { table } from './table.ts';
import { WRITERS } from './writers.ts';

const ROUNDS = { count: 7, sliceMs: 250 };

/** Parsing five messages, and reading six header fields of each as typed values. */
export function parseSpeed(): string {
  const results = measure(
    READERS.map(({ name, read }): Contender => ({
      name,
      run() {
        for (const message of MESSAGES) if (read(message) === 0) throw new Error(`${name} read nothing`);
      },
    })),
    ROUNDS,
  );
  const against = (name: string, mark: number): string =>
    verdict({
      what: `typed parse against ${name}`,
      measured: ratioOf(results, name),
      bound: 'at least',
      mark,
      unit: '×',
    });
  return [
    'Parse, and read From, To, Via, CSeq, Call-ID and Contact as typed values: five messages',
    '',
    rates(results, MESSAGES.length),
    '',
    against('JsSIP', 12),
    against('SIP.js', 150),
    against('drachtio-sip', 1),
  ].join('\n');
}

/** Making an INVITE with a description, and writing it. SIP.js and the others have no request without a user agent. */
export function writeSpeed(): string {
  const results = measure(
    WRITERS.map(({ name, write }): Contender => ({
      name,
      run() {
        if (write() === 0) throw new Error(`${name} wrote nothing`);
      },
    })),
    ROUNDS,
  );
  return [
    'Make an INVITE of typed values, and write it',
    '',
    rates(results, 1),
    '',
    verdict({
      what: 'write against JsSIP',
      measured: ratioOf(results, 'JsSIP'),
      bound: 'at least',
      mark: 4,
      unit: '×',
    }),
  ].join('\n');
}

function rates(results: readonly Measurement[], messages: number): string {
  const rows = results.map(({ name, cpuUs }) => [
    name,
    (cpuUs / messages).toFixed(2),
    Math.round((1e6 * messages) / cpuUs).toLocaleString('en'),
    `${ratioOf(results, name).toFixed(1)} ×`,
  ]);
  return table(['stack', 'CPU µs/message', 'messages/s', 'of our time'], rows);
}
