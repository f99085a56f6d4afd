import { isUtf8 } from 'node:buffer';
import type { WireText } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { corpus, type Expected, type TortureCase } from './corpus.ts';
import { type Carriage, CARRIAGES, type Outcome, tryMessage } from './torture-phone.ts';

test('the corpus is whole: 49 messages of RFC 4475, 12 of RFC 5118 in two forms', () => {
  expect(corpus.filter(({ section }) => section.startsWith('RFC 4475'))).toHaveLength(49);
  expect(corpus.filter(({ section }) => section.startsWith('RFC 5118'))).toHaveLength(24);
  expect(new Set(corpus.map(({ wire }) => wire)).size).toBe(73);
  expect(corpus.find(({ name }) => name === 'mpart01')?.wire).toContain('\u0000');
});

/** A text frame holds UTF-8 and nothing else (RFC 6455 §5.6). */
function canTravel(wire: WireText, carriage: Carriage): boolean {
  return carriage !== 'text frame' || isUtf8(Buffer.from(wire, 'latin1'));
}

test('all but one can travel as text', () => {
  expect(corpus.filter(({ wire }) => !canTravel(wire, 'text frame')).map(({ name }) => name)).toEqual(['mpart01']);
});

describe.each(CARRIAGES)('as a %s', (carriage) => {
  const travelling = corpus.filter(({ wire }) => canTravel(wire, carriage));

  test.each(travelling.filter(({ failing }) => failing === undefined))('$section $name', async (message) => {
    await expectAsListed(message, carriage);
  });

  test('what is listed as failing fails', async () => {
    for (const message of travelling.filter(({ failing }) => failing !== undefined)) {
      await expect(expectAsListed(message, carriage)).rejects.toThrow(/expected/);
    }
  });
});

async function expectAsListed({ wire, expected }: TortureCase, carriage: Carriage): Promise<void> {
  const outcome = await tryMessage(wire, carriage);
  expect(outcome.defects).toEqual([]);
  const isForeign = carriage !== 'datagram' && wire.startsWith('SIP/2.0') && expected.kind === 'accepted';
  // §18.1.2: no Via of a WebSocket client says UDP and an address.
  expectOutcome(outcome, isForeign ? { kind: 'dropped', because: 'a top Via that is not ours' } : expected);
}

function expectOutcome({ answers, delivered, dropped }: Outcome, expected: Expected): void {
  const statuses = answers.map((answer) => Number(answer.slice(8, 11)));
  switch (expected.kind) {
    case 'accepted':
      // A call rings, OPTIONS is answered 200, a response is handed up.
      expect([...statuses, ...delivered].join(' ')).toMatch(/^(180 call: .*|200|a \d\d\d came to no request of ours)$/);
      expect(dropped).toEqual([]);
      return;
    case 'answered':
      expect(statuses).toEqual([expected.status]);
      for (const [header, value] of Object.entries(expected.headers)) {
        expect(answers[0]).toContain(`\r\n${header}: ${value}`);
      }
      expect(delivered).toEqual([]);
      expect(dropped).toEqual([]);
      return;
    case 'dropped':
      expect(statuses).toEqual([]);
      expect(delivered).toEqual([]);
      expect(dropped).toEqual([expect.stringContaining(expected.because)]);
      return;
  }
}

test('a message that cannot be read is answered with its own Vias, whatever their version', async () => {
  const badvers = corpus.find(({ name }) => name === 'badvers');
  const { answers } = await tryMessage(badvers?.wire ?? '', 'datagram');
  expect(answers[0]).toContain('\r\nVia: SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw;received=192.0.2.250\r\n');
});
