import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkMessage } from '../message/check-message.ts';
import { parseMessage } from '../message/parse-message.ts';
import { StreamFramer } from './stream-framer.ts';

/** What header sections are made of, and what confuses those who read them. */
const CONFUSING = ['\r', '\n', '\r\n', '\r\n ', ' ', '\t', '\0', '\v', '\f', '\x85', ':', ',', ': 0', '00000000005'];
const PIECES = [...CONFUSING, '0', '5', 'Content-Length', 'Content-Length: 5', 'l', 'Subject: x', 'x'];
const mess = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));

// A gateway takes messages out of frames and datagrams and puts them on one stream: nothing of one may pass for another.
test('what was one message in a datagram is the same one message on a stream', { timeout: 30_000 }, () => {
  let count = 0;
  fc.assert(
    fc.property(mess, mess, mess, (first, second, body) => {
      const wire =
        'MESSAGE sip:bob@biloxi.test SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bK1\r\n' +
        'From: <sip:alice@biloxi.test>;tag=1\r\nTo: <sip:bob@biloxi.test>\r\nCall-ID: 1\r\n' +
        `${first}\r\nCSeq: 1 MESSAGE\r\n${second}\r\n\r\n${body}OPTIONS sip:x SIP/2.0\r\n\r\n`;
      const parsed = parseMessage(wire);
      if (!parsed.ok || checkMessage(parsed.value) !== undefined) return;
      count += 1;
      const sent = parsed.value.toWire();
      const received: string[] = [];
      const framer = new StreamFramer(
        {
          onMessage: (message) => void received.push(message),
          onPing: () => void received.push('ping'),
          onOversized: () => void received.push('oversized'),
          onBroken: (reason) => void received.push(reason),
        },
        65_535,
      );
      framer.push(sent);
      expect(received).toEqual([sent]);
    }),
    { numRuns: 20_000, seed: 5 },
  );
  expect(count).toBeGreaterThan(400);
});
