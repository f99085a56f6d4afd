import { Contact, parseMessage } from '@sidetone/sip/message';
import { measure, ratioOf } from './cpu-time.ts';
import { verdict } from './mark.ts';
import { table } from './table.ts';

const KB = 1024;

/** A REGISTER answer with as many Contacts as fit, all on one line. */
function answerOf(bytes: number): string {
  const contact = '"Alice" <sip:alice@192.0.2.17:5060;transport=tcp>;q=0.7;expires=3600;+sip.instance="<urn:uuid:1>"';
  const contacts = Array.from({ length: Math.floor(bytes / (contact.length + 2)) }, () => contact).join(', ');
  return [
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1',
    'From: <sip:alice@example.com>;tag=1',
    'To: <sip:alice@example.com>;tag=2',
    'Call-ID: 1',
    'CSeq: 1 REGISTER',
    `Contact: ${contacts}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

function readAll(wire: string): number {
  const result = parseMessage(wire);
  return result.ok ? result.value.all(Contact).length : 0;
}

/** Time for four times as many Contacts. */
export function linearTime(): string {
  const sizes = [16 * KB, 64 * KB];
  const results = measure(
    sizes.map((size) => {
      const wire = answerOf(size);
      return {
        name: `${size / KB} KB`,
        run() {
          if (readAll(wire) === 0) throw new Error('no contacts');
        },
      };
    }),
    { count: 9, sliceMs: 250 },
  );
  const rows = results.map(({ name, cpuUs }) => [name, cpuUs.toFixed(0), `${ratioOf(results, name).toFixed(2)} ×`]);
  return [
    'Parse Contacts on one line, and read all of them',
    '',
    table(['Contacts', 'CPU µs', 'of 16 KB'], rows),
    '',
    verdict({
      what: '64 KB against 16 KB',
      measured: ratioOf(results, '64 KB'),
      bound: 'at most',
      mark: 4.2,
      unit: '×',
    }),
  ].join('\n');
}
