import {
  bareResponse,
  createRequest,
  formatNameAddr,
  formatUri,
  parseMessage,
  parseNameAddr,
  parseUri,
  type SipMessage,
  type WireText,
} from '@sidetone/sip';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { address, type FieldValues, fieldNames, fieldValues, token, uri } from './arbitraries.ts';

// parse ∘ write is the identity. Each run has a seed of its own; they are more than 7,000 in all.

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

test('every header field is tried', () => {
  expect(fieldValues.map(({ name }) => name).toSorted()).toEqual(fieldNames.toSorted());
});

test('a URI', () => {
  fc.assert(
    fc.property(uri, (value) => {
      expect(parseUri(formatUri(value))).toEqual({ ok: true, value });
    }),
    { numRuns: 1000 },
  );
});

test('an address', () => {
  fc.assert(
    fc.property(address, (value) => {
      expect(parseNameAddr(formatNameAddr(value))).toEqual({ ok: true, value });
    }),
    { numRuns: 1000 },
  );
});

function read(wire: WireText): SipMessage {
  const parsed = parseMessage(wire);
  if (!parsed.ok) throw new Error(`${parsed.error.reason} at ${parsed.error.offset}: ${JSON.stringify(wire)}`);
  return parsed.value;
}

test.each(fieldValues)('one or several values of $name', ({ field, values }) => {
  // A field that is one value to a line is not written twice.
  const several = fc.array(values, { minLength: 1, maxLength: field.split === undefined ? 1 : 3 });
  fc.assert(
    fc.property(several, (all) => {
      const request = createRequest('OPTIONS', 'sip:x');
      request.setAll(field, all);
      // Not through the text of a message: its own Content-Length would take the place of any other.
      expect(request.all(field)).toEqual(all);
      const again = createRequest('OPTIONS', 'sip:x');
      for (const { name, value } of request.headerLines()) again.addRaw(name, value);
      expect(again.all(field)).toEqual(all);
      expect(again.malformed(field)).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

/** Some header fields with values, in any order, each once. */
const someFields = fc
  .uniqueArray(fc.constantFrom(...fieldValues.filter(({ name }) => !name.startsWith('Content-'))), {
    maxLength: 6,
    selector: ({ name }) => name,
  })
  .chain((chosen) =>
    fc.tuple(...chosen.map(({ field, values }: FieldValues) => values.map((value) => ({ field, value })))),
  );

const unknownHeaders = fc.array(
  fc.tuple(
    token.map((name) => `X-${name}`),
    fc.stringMatching(/^[!-~\u00a0-\u00ff]{0,8}(?: ?[!-~]{1,8})?$/),
  ),
  { maxLength: 3 },
);
const bytes = fc.uint8Array({ maxLength: 40 });

function expectSame(message: SipMessage, headers: readonly { field: FieldValues['field']; value: unknown }[]): void {
  const wire = message.toWire();
  const again = read(wire);
  for (const { field, value } of headers) expect(again.all(field)).toEqual([value]);
  expect([...again.headerLines()]).toEqual([...message.headerLines()]);
  expect(again.body).toBe(message.body);
  expect(again.toWire()).toBe(wire);
  expect(again.clone().toWire()).toBe(wire);
}

test('a request', () => {
  fc.assert(
    fc.property(token, uri, someFields, unknownHeaders, bytes, (method, target, headers, unknown, body) => {
      const request = createRequest(method, target);
      for (const { field, value } of headers) request.set(field, value);
      for (const [name, value] of unknown) request.addRaw(name, value);
      request.setBody('application/octet-stream', body);
      expectSame(request, headers);
      const again = read(request.toWire());
      expect(again).toMatchObject({ kind: 'request', method, uri: request.uri });
      expect(again.kind === 'request' && again.parsedUri()).toEqual({ ok: true, value: target });
    }),
    { numRuns: 500 },
  );
});

test('a response', () => {
  const phrase = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/\p{Cc}/gu, ''));
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 699 }), phrase, someFields, bytes, (status, reason, headers, body) => {
      const response = bareResponse(status, reason);
      for (const { field, value } of headers) response.set(field, value);
      response.setBody(undefined, body);
      expectSame(response, headers);
      expect(read(response.toWire())).toMatchObject({ kind: 'response', status, reason });
    }),
    { numRuns: 500 },
  );
});
