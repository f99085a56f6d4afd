import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { nameAddr } from '../grammar/name-addr.ts';
import { NO_PARAMS } from '../grammar/parameters.ts';
import { sipUri } from '../grammar/uri.ts';
import { checkMessage } from './check-message.ts';
import { createResponse } from './create-response.ts';
import { Contact, From, RecordRoute, Route, To } from './headers/addresses.ts';
import { Authorization, WwwAuthenticate } from './headers/authentication.ts';
import { CSeq } from './headers/cseq.ts';
import { MaxForwards } from './headers/numbers.ts';
import { Via } from './headers/via.ts';
import { Subject, Supported } from './headers/words.ts';
import { parseMessage } from './parse-message.ts';
import type { SipMessage } from './sip-message.ts';
import { createRequest, type SipRequest } from './sip-request.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

const MESSAGE = [
  'INVITE sip:bob@biloxi.com SIP/2.0',
  'Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds;rport, SIP/2.0/TCP [::1]:5060;branch=z9hG4bKx',
  'Max-Forwards: 70',
  'To: "Bob \\"B\\"" <sip:bob@biloxi.com;transport=tcp>',
  'f: Alice <sip:alice@atlanta.com>;tag=1928301774',
  'Call-ID: a84b4c76e66710@pc33.atlanta.com',
  'CSeq: 314159 INVITE',
  'Route: <sip:edge;lr>,\r\n <sip:proxy;lr>',
  'Contact: <sip:alice@pc33.atlanta.com>;+sip.instance="<urn:uuid:1>"',
  'Authorization: Digest username="a,b", realm="x", nonce="n", uri="sip:x", response="0", qop=auth, nc=00000001, cnonce="c"',
  'Content-Type: text/plain',
  'Content-Length: 5',
  '',
  'hello',
].join('\r\n');

/** Bytes changed, inserted, removed and repeated at random. */
const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    at: fc.nat(),
    text: fc.constantFrom('"', '<', '>', ',', ';', '\r', '\n', ':', ' ', '\u0000', '\u00ff', 'x'),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), text: fc.constantFrom('', '\r\n', '"') }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('\r\n', '\r\n ', '\n', '\r', '"', '\\')),
  }),
);

const mutated = fc.array(mutation, { maxLength: 6 }).map((mutations) => {
  let text = MESSAGE;
  for (const { kind, at, text: piece } of mutations) {
    const pos = at % (text.length + 1);
    if (kind === 'cut') text = text.slice(0, pos) + piece + text.slice(pos + 7);
    else text = text.slice(0, pos) + piece + text.slice(kind === 'set' ? pos + 1 : pos);
  }
  return text;
});

const anything = fc.oneof(mutated, fc.string({ unit: 'binary-ascii', maxLength: 200 }));

function readAll(message: SipMessage): void {
  checkMessage(message);
  for (const field of [
    Via,
    From,
    To,
    Contact,
    Route,
    RecordRoute,
    CSeq,
    MaxForwards,
    Subject,
    Supported,
    Authorization,
    WwwAuthenticate,
  ]) {
    message.get<unknown>(field);
    message.all<unknown>(field);
    message.tryGet<unknown>(field);
  }
  message.bodyText();
}

describe('any input', () => {
  test('gives a message or an error, and what is written of it is read as the same', () => {
    fc.assert(
      fc.property(anything, (wire) => {
        const result = parseMessage(wire);
        const message = result.ok ? result.value : result.error.partial;
        if (message === undefined) return;
        readAll(message);
        const text = message.toWire();
        expect(
          text
            .split('\n')
            .every(
              (line, index, lines) => line.endsWith('\r') || index >= lines.length - 1 || isBody(text, lines, index),
            ),
        ).toBe(true);
        if (!result.ok) return;
        const again = parseMessage(text);
        expect(again.ok && again.value.toWire()).toBe(text);
        expect(
          again.ok && [...again.value.headerLines()].map(({ name, value }) => `${name.toLowerCase()}:${value}`),
        ).toEqual(
          expect.arrayContaining(
            [...message.headerLines()]
              .filter(({ name }) => !isLength(name))
              .map(({ name, value }) => `${name.toLowerCase()}:${value}`),
          ),
        );
        expect(again.ok && again.value.body).toBe(message.body);
      }),
      { numRuns: 3000 },
    );
  });

  test('can be answered, edited and copied, and stays one message', () => {
    fc.assert(
      fc.property(anything, fc.string({ unit: 'binary' }), (wire, text) => {
        const result = parseMessage(wire);
        const message = result.ok ? result.value : result.error.partial;
        if (message?.kind !== 'request') return;
        const response = createResponse(message, 400, text, 'tag');
        expect(parseMessage(response.toWire()).ok).toBe(true);
        const copy = message.clone();
        edit(copy, text);
        expect(message.toWire()).toBe(message.clone().toWire());
        if (!result.ok) return;
        const again = parseMessage(copy.toWire());
        expect(again.ok && again.value.get(Via)?.host).toBe('proxy');
        expect(again.ok && again.value.count(Subject)).toBe(1);
        expect(again.ok && again.value.has('X-Injected')).toBe(false);
        expect(again.ok && again.value.bodyText()).toBe(copy.bodyText());
      }),
      { numRuns: 1500 },
    );
  });
});

function isLength(name: string): boolean {
  return ['content-length', 'l'].includes(name.toLowerCase());
}

/** Whether a line belongs to the body. */
function isBody(text: string, lines: string[], index: number): boolean {
  const before = lines.slice(0, index).join('\n').length;
  return before > text.indexOf('\r\n\r\n');
}

function edit(message: SipRequest, text: string): void {
  message.prepend(Via, { protocol: 'UDP', host: 'proxy', branch: text, params: NO_PARAMS });
  message.removeFirst(Route);
  message.prepend(RecordRoute, nameAddr(sipUri({ user: text, host: 'proxy' }), text));
  message.replaceFirst(Contact, nameAddr(sipUri({ host: 'x' }), text, new Map([['p', `${text}\r\nX-Injected: 1`]])));
  message.set(Subject, `${text}\r\nX-Injected: 1`);
  message.set(WwwAuthenticate, { scheme: 'Digest', params: new Map([['realm', `${text}\r\nX-Injected: 1`]]) });
  message.setBody('text/plain', text);
}

describe('an edit', () => {
  const names = fc.constantFrom('X-A', 'X-B', 'x-a', 'Subject', 's', 'Via', 'v', 'Supported', 'K');
  const line = fc.tuple(
    names,
    fc.constantFrom(':', ' : ', ':\t'),
    fc.constantFrom('a', 'SIP/2.0/UDP a, SIP/2.0/UDP b', 'b  c ', '"x', '', 'p,q\r\n r'),
  );
  const lines = fc.array(
    line.map((parts) => parts.join('')),
    { maxLength: 12 },
  );

  test('keeps every byte of the lines that it does not concern', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('set', 'append', 'prepend', 'removeFirst', 'remove'), (texts, kind) => {
        const wire = ['OPTIONS sip:x SIP/2.0', ...texts, 'Content-Length: 0', '', ''].join('\r\n');
        const result = parseMessage(wire);
        if (!result.ok) throw new Error(result.error.reason);
        const message = result.value;
        const via = { protocol: 'TLS', host: 'new', params: NO_PARAMS };
        if (kind === 'set') message.set(Via, via);
        else if (kind === 'append') message.append(Via, via);
        else if (kind === 'prepend') message.prepend(Via, via);
        else if (kind === 'removeFirst') message.removeFirst(Via);
        else message.remove(Via);
        const others = (all: string[]) => all.filter((text) => !/^(via|v|content-length)[ \t]*:/i.test(text));
        expect(others(message.toWire().split(/\r\n(?![ \t])/))).toEqual(others(wire.split(/\r\n(?![ \t])/)));
      }),
    );
  });
});

describe('hostile input is taken in one go', () => {
  const wrap = (...lines: string[]) => {
    const result = parseMessage(['OPTIONS sip:x SIP/2.0', ...lines, '', ''].join('\r\n'));
    if (!result.ok) throw new Error(result.error.reason);
    return result.value;
  };

  test('ten thousand headers', () => {
    const message = wrap(...Array.from({ length: 10_000 }, (_, i) => `Via: SIP/2.0/UDP h${i}`));
    expect(message.all(Via)).toHaveLength(10_000);
    expect(message.count('v')).toBe(10_000);
    message.remove(Via);
    expect(message.toWire()).toBe('OPTIONS sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n');
  });

  test('a list of 64 KB in one Contact', () => {
    const contacts = Array.from({ length: 3000 }, (_, i) => `<sip:u${i}@host>;q=0.5`);
    const message = wrap(`Contact: ${contacts.join(', ')}`);
    expect(message.all(Contact)).toHaveLength(3000);
    message.removeFirst(Contact);
    expect(message.all(Contact)).toHaveLength(2999);
  });

  test.each([
    ['unterminated quotes', 'Contact', '"'.repeat(30_001)],
    ['unterminated brackets', 'Contact', '<'.repeat(60_000)],
    ['brackets and quotes in turn', 'Contact', '<"'.repeat(30_000)],
    ['escapes', 'Contact', `"${'\\"'.repeat(30_000)}`],
    ['commas', 'Contact', ','.repeat(60_000)],
    ['semicolons', 'Contact', `<sip:a>${';'.repeat(60_000)}`],
    ['parameters', 'Contact', `<sip:a>${';a=b'.repeat(15_000)}x"`],
    ['spaces', 'Contact', `<sip:a>${' '.repeat(60_000)}x`],
    ['folds', 'Contact', `<sip:a>${'\r\n '.repeat(20_000)}x`],
    ['slashes', 'Via', `SIP${' '.repeat(60_000)}/`],
    ['challenges', 'WWW-Authenticate', 'Digest a=b, '.repeat(5000)],
    ['parameters of a challenge', 'WWW-Authenticate', `Digest ${'a=b,'.repeat(15_000)}`],
    ['a long name', 'X'.repeat(60_000), 'y'],
    ['percent signs', 'Contact', `<sip:${'%'.repeat(60_000)}@x>`],
    ['at signs', 'Contact', `<sip:${'@'.repeat(60_000)}x>`],
    ['colons', 'Contact', `<sip:${':'.repeat(60_000)}@x>`],
  ])('%s', (_name, header, value) => {
    const message = wrap(`${header}: ${value}`);
    readAll(message);
    expect(message.raw(header)).toBeDefined();
    expect(parseMessage(message.toWire()).ok).toBe(true);
  });

  test('lines that end in LF alone, and a body without end', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `X: ${i}`).join('\n');
    const result = parseMessage(`OPTIONS sip:x SIP/2.0\n${lines}\n\n${'y'.repeat(200_000)}`);
    expect(result.ok && result.value.count('x')).toBe(20_000);
    expect(parseMessage(`OPTIONS sip:x SIP/2.0\r\n${':\r\n'.repeat(20_000)}`).ok).toBe(false);
    expect(parseMessage('\r\n'.repeat(100_000)).ok).toBe(false);
    expect(parseMessage(`${' '.repeat(100_000)}\r\n\r\n`).ok).toBe(false);
  });
});

test('a request is made, written and read for any method, user and body', () => {
  const method = fc.string({
    unit: fc.constantFrom('A', 'z', '-', '.', '!', '%', '*', '_', '+', '`', "'", '~', '0'),
    minLength: 1,
  });
  fc.assert(
    fc.property(method, fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, user, body) => {
      const request = createRequest(name, sipUri({ user, host: 'biloxi.com' }));
      request.setBody('text/plain', body);
      const result = parseMessage(request.toWire());
      expect(result).toMatchObject({ ok: true, value: { kind: 'request', method: name, uri: request.uri } });
      expect(result.ok && result.value.body).toBe(request.body);
    }),
  );
});
