import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SERVER, Site } from '../support/site.ts';

const HEADERS = [
  'Via: SIP/2.0/UDP 192.0.2.66:5060;branch=z9hG4bK',
  'From: <sip:alice@biloxi.test>;tag=1',
  'To: <sip:bob@biloxi.test>',
  'Call-ID: hostile',
  'Max-Forwards: 70',
  'Contact: <sip:alice@192.0.2.66>;expires=60',
  'Event: presence',
  'Route: <sip:192.0.2.10;lr>',
  'Record-Route: <sip:192.0.2.10;lr;sig=AAAA>',
  'Path: <sip:x@192.0.2.20;lr;ob>',
  'Require: path',
  'Supported: outbound, path',
  'Expires: 60',
  'SIP-If-Match: x',
  'Content-Type: application/pidf+xml',
  'X-Sidetone-Flow: x',
];
const METHODS = ['REGISTER', 'INVITE', 'ACK', 'CANCEL', 'BYE', 'MESSAGE', 'SUBSCRIBE', 'NOTIFY', 'PUBLISH', 'OPTIONS'];
const URIS = [
  'sip:bob@biloxi.test',
  'sip:biloxi.test',
  'sip:x@192.0.2.200',
  'sip:192.0.2.10;lr;sig=AAAA',
  'sips:bob@x',
];
const PIECES = [
  '<',
  '>',
  '"',
  ';',
  ',',
  '*',
  '%',
  '%ff',
  '\u00ff',
  '\0',
  '__proto__',
  '4294967296',
  ' ',
  ':',
  '@',
  ';lr',
];

/** A request with some headers left out, and bits of them replaced. */
const hostile = fc
  .record({
    method: fc.constantFrom(...METHODS),
    uri: fc.constantFrom(...URIS),
    headers: fc.subarray(HEADERS, { minLength: 5 }),
    cuts: fc.array(fc.tuple(fc.nat(600), fc.nat(6), fc.constantFrom(...PIECES)), { maxLength: 4 }),
    branch: fc.nat(),
  })
  .map(({ method, uri, headers, cuts, branch }) => {
    const lines = headers.map((line) => (line.startsWith('Via') ? `${line}${branch}` : line));
    let wire = `${method} ${uri} SIP/2.0\r\n${lines.join('\r\n')}\r\nCSeq: 1 ${method}\r\n\r\n<presence/>`;
    for (const [at, length, piece] of cuts) wire = wire.slice(0, at) + piece + wire.slice(at + length);
    return wire;
  });

test('whatever comes is answered or dropped, and the server serves on', async () => {
  const site = new Site();
  const { net } = site;
  const alice = await site.registered('alice');
  const raw = net.attach('raw', { host: '192.0.2.66', port: 5060 });
  raw.start({ onWire: () => undefined, onFlowClosed: () => undefined });
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 20 }), async (wires) => {
      for (const wire of wires) raw.flowTo(SERVER).send(wire);
      await net.settle();
    }),
    { numRuns: 200 },
  );
  let status = 0;
  await net.run(async () => {
    status = (await alice.send(alice.request('OPTIONS', 'sip:biloxi.test')).final).status;
  });
  expect(status).toBe(200);
  expect(site.errors).toEqual([]);
});
