import { beforeEach, describe, expect, test } from 'vitest';
import { nameAddr } from '../grammar/name-addr.ts';
import { NO_PARAMS } from '../grammar/parameters.ts';
import { sipUri } from '../grammar/uri.ts';
import { encodeUtf8 } from '../grammar/utf8.ts';
import { createResponse } from './create-response.ts';
import { Contact, From, RecordRoute, Route, To } from './headers/addresses.ts';
import { ContentLength, ContentType } from './headers/content.ts';
import { CSeq } from './headers/cseq.ts';
import { Expires, MaxForwards } from './headers/numbers.ts';
import { Via } from './headers/via.ts';
import { Allow, CallId, Subject, Supported, UserAgent } from './headers/words.ts';
import { parseMessage } from './parse-message.ts';
import { createRequest, type SipRequest } from './sip-request.ts';
import { bareResponse } from './sip-response.ts';

const LINES = [
  'INVITE sip:bob@biloxi.com SIP/2.0',
  'v:  SIP/2.0/WSS  x.invalid;branch=z9hG4bKa ,SIP/2.0/UDP second',
  'Via: SIP/2.0/UDP third',
  'Max-Forwards:70',
  'Route: <sip:edge;lr>;x="a,b",  <sip:proxy;lr>',
  'Route: <sip:last;lr>',
  'to: Bob <sip:bob@biloxi.com>',
  'From: Alice <sip:alice@atlanta.com>;tag=1928301774',
  'CALL-ID: a84b4c76e66710',
  'CSeq: 1 INVITE',
  'X-Odd :  kept \t as it is  ',
  'Content-Type: text/plain',
  'Content-Length: 5',
];
const WIRE = `${LINES.join('\r\n')}\r\n\r\nhello`;
const uri = (host: string) => nameAddr(sipUri({ host, params: new Map([['lr', undefined]]) }));

let message: SipRequest;

beforeEach(() => {
  const parsed = parseMessage(WIRE);
  if (!parsed.ok || parsed.value.kind !== 'request') throw new Error('not parsed');
  message = parsed.value;
});

/** The lines after `change`; each given line of the original replaced, removed (no text) or preceded by others. */
function expectLines(change: Record<number, string[]>): void {
  const expected = LINES.flatMap((line, index) => change[index] ?? [line]);
  expect(message.toWire()).toBe(`${expected.join('\r\n')}\r\n\r\nhello`);
}

describe('what nobody touched stays as it was', () => {
  test('all of it', () => {
    expect(message.toWire()).toBe(WIRE);
  });

  test('also after reading everything', () => {
    for (const field of [Via, Route, To, From, Contact]) message.all<unknown>(field);
    expect(message.toWire()).toBe(WIRE);
  });

  test('the hop of a proxy', () => {
    message.prepend(Via, { protocol: 'UDP', host: 'proxy', branch: 'z9hG4bKp', params: NO_PARAMS });
    message.set(MaxForwards, 69);
    message.removeFirst(Route);
    message.prepend(RecordRoute, uri('proxy'));
    message.uri = 'sip:bob@10.0.0.1';
    expectLines({
      0: ['INVITE sip:bob@10.0.0.1 SIP/2.0', 'Record-Route: <sip:proxy;lr>'],
      1: ['Via: SIP/2.0/UDP proxy;branch=z9hG4bKp', LINES[1] ?? ''],
      3: ['Max-Forwards: 69'],
      4: ['Route: <sip:proxy;lr>'],
    });
  });
});

describe('edits', () => {
  test('set keeps the place of the first', () => {
    message.set(Via, { protocol: 'TCP', host: 'only', params: NO_PARAMS });
    expectLines({ 1: ['Via: SIP/2.0/TCP only'], 2: [] });
  });

  test('set appends what was absent', () => {
    message.set(Expires, 60);
    expectLines({ 12: ['Content-Length: 5', 'Expires: 60'] });
    expect(message.get(Expires)).toBe(60);
  });

  test('setAll joins tokens and gives addresses lines of their own', () => {
    message.setAll(Allow, ['INVITE', 'ACK']);
    message.setAll(Route, [uri('a'), uri('b')]);
    expectLines({
      4: ['Route: <sip:a;lr>', 'Route: <sip:b;lr>'],
      5: [],
      12: ['Content-Length: 5', 'Allow: INVITE, ACK'],
    });
    message.setAll(Route, []);
    message.setAll(Allow, []);
    expectLines({ 4: [], 5: [] });
  });

  test('append goes behind the last, prepend before the first', () => {
    message.append(Via, { protocol: 'UDP', host: 'z', params: NO_PARAMS });
    message.prepend(Via, { protocol: 'UDP', host: 'a', params: NO_PARAMS });
    message.append(Subject, 'x');
    expectLines({
      1: ['Via: SIP/2.0/UDP a', LINES[1] ?? ''],
      2: ['Via: SIP/2.0/UDP third', 'Via: SIP/2.0/UDP z'],
      12: ['Content-Length: 5', 'Subject: x'],
    });
    expect(message.all(Via).map(({ host }) => host)).toEqual(['a', 'x.invalid', 'second', 'third', 'z']);
  });

  test('replaceFirst leaves the others of its line', () => {
    message.replaceFirst(Via, { protocol: 'UDP', host: 'new', params: NO_PARAMS, received: '::1', rport: 5060 });
    message.replaceFirst(Route, uri('new'));
    expectLines({
      1: ['Via: SIP/2.0/UDP new;received=::1;rport=5060, SIP/2.0/UDP second'],
      4: ['Route: <sip:new;lr>, <sip:proxy;lr>'],
    });
    message.replaceFirst(RecordRoute, uri('first'));
    expect([...message.headerLines()][0]).toEqual({ name: 'Record-Route', value: '<sip:first;lr>' });
  });

  test('removeFirst takes one value after the other', () => {
    const hosts: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      hosts.push(message.get(Via)?.host);
      message.removeFirst(Via);
    }
    expect(hosts).toEqual(['x.invalid', 'second', 'third', undefined]);
    expectLines({ 1: [], 2: [] });
  });

  test('remove takes all, by field or by any name', () => {
    message.remove(Via);
    message.remove('ROUTE');
    message.remove('m');
    message.remove('i');
    expectLines({ 1: [], 2: [], 4: [], 5: [], 8: [] });
  });

  test('addRaw adds a line, and no more than one', () => {
    message.addRaw('X-New', 'å😀');
    expect(message.raw('x-new')).toBe(encodeUtf8('å😀'));
    for (const value of ['a\r\nVia: b', 'a\nb', 'a\rb']) {
      expect(() => message.addRaw('X', value)).toThrow(RangeError);
    }
    for (const name of ['', 'a b', 'a:', 'a\r\n', 'å']) expect(() => message.addRaw(name, 'x')).toThrow(RangeError);
    expect(message.has('X')).toBe(false);
  });

  test('typed text cannot end its line either', () => {
    message.set(Subject, 'one\r\nVia: two\u0000');
    expect(message.raw(Subject)).toBe('one  Via: two');
    expect(() => message.set(CallId, 'a\r\nb')).toThrow(RangeError);
    expect(() => message.set(Supported, 'a, b')).toThrow(RangeError);
    expect(() => message.set(CSeq, { number: 1, method: 'A B' })).toThrow(RangeError);
    expect(() => message.set(CSeq, { number: 2 ** 31, method: 'A' })).toThrow(RangeError);
    expect(() => message.set(Expires, -1)).toThrow(RangeError);
    expect(() => message.set(Via, { protocol: 'UDP\r\n', host: 'a', params: NO_PARAMS })).toThrow(RangeError);
    for (const text of ['', 'sip:a b', 'sip:a\r\n', 'sip:a\t']) expect(() => (message.uri = text)).toThrow(RangeError);
    expect(() => createRequest('IN VITE', 'sip:a')).toThrow(RangeError);
    expect(() => bareResponse(99)).toThrow(RangeError);
    expect(() => bareResponse(200.5)).toThrow(RangeError);
    expect(bareResponse(200, 'a\r\nVia: b').toWire()).toBe('SIP/2.0 200 a  Via: b\r\nContent-Length: 0\r\n\r\n');
  });
});

describe('the body', () => {
  test('brings its type and length', () => {
    message.setBody('text/plain;charset=UTF-8', 'å😀');
    expect(message.body).toBe(encodeUtf8('å😀'));
    expect(message.bodyText()).toBe('å😀');
    expect(message.get(ContentLength)).toBe(6);
    expect(message.get(ContentType)).toEqual({ type: 'text/plain', params: new Map([['charset', 'UTF-8']]) });
    expect(message.toWire().endsWith(`\r\nContent-Length: 6\r\n\r\n${encodeUtf8('å😀')}`)).toBe(true);
    message.setBody('application/octet-stream', new Uint8Array([0, 255]));
    expect(message.body).toBe('\u0000\u00ff');
    message.setBody(undefined, '');
    expect(message.has(ContentType)).toBe(false);
    expect(message.toWire().endsWith('\r\nContent-Length: 0\r\n\r\n')).toBe(true);
    expect(() => message.setBody('nonsense', '')).toThrow(RangeError);
  });

  test('has the right length whatever the line says', () => {
    message.remove(ContentLength);
    expect(message.toWire()).toContain('\r\nContent-Length: 5\r\n');
    message.addRaw('Content-Length', '77');
    expect(message.toWire()).not.toContain('Content-Length: 77');
    message.remove(ContentLength);
    message.addRaw('l', '05');
    // Others might read what is not just the number in another way.
    expect(message.toWire().endsWith('\r\nContent-Length: 5\r\n\r\nhello')).toBe(true);
    expect(message.toWire()).not.toContain('05');
  });
});

describe('a clone', () => {
  test('is edited on its own', () => {
    const copy = message.clone();
    copy.set(MaxForwards, 1);
    copy.uri = 'sip:other';
    copy.setBody(undefined, '');
    message.remove(Via);
    expect(copy.get(Via)?.host).toBe('x.invalid');
    expect(copy.parsedUri()).toMatchObject({ value: { host: 'other' } });
    expect(message.parsedUri()).toMatchObject({ value: { host: 'biloxi.com' } });
    expectLines({ 1: [], 2: [] });
  });

  test('has what was edited before', () => {
    message.uri = 'sip:other';
    message.setBody('text/plain', 'x');
    message.removeFirst(Route);
    expect(message.clone().toWire()).toBe(message.toWire());
    const response = bareResponse(486, 'Nö');
    response.setBody('text/plain', 'x');
    expect(response.clone().toWire()).toBe(response.toWire());
    expect(response.clone().reason).toBe('Nö');
  });
});

describe('a response to a request', () => {
  const lines = (wire: string) => wire.split('\r\n');

  test('has the lines of the request as they are', () => {
    const response = createResponse(message, 100);
    expect(lines(response.toWire())).toEqual([
      'SIP/2.0 100 Trying',
      LINES[1],
      LINES[2],
      LINES[7],
      LINES[6],
      LINES[8],
      LINES[9],
      'Content-Length: 0',
      '',
      '',
    ]);
  });

  test('has a tag on To, except a 100 and where there is one', () => {
    expect(createResponse(message, 100, undefined, 'abc').raw(To)).toBe('Bob <sip:bob@biloxi.com>');
    expect(createResponse(message, 180, undefined, 'abc').raw(To)).toBe('Bob <sip:bob@biloxi.com>;tag=abc');
    message.set(To, nameAddr(sipUri({ host: 'x' }), undefined, new Map([['tag', 'old']])));
    expect(createResponse(message, 180, undefined, 'abc').raw(To)).toBe('<sip:x>;tag=old');
  });

  test('has Record-Route where a dialog begins', () => {
    message.append(RecordRoute, uri('b'));
    message.append(RecordRoute, uri('a'));
    const routes = (status: number) => createResponse(message, status).all(RecordRoute).length;
    expect([100, 101, 180, 200, 299, 300, 404].map(routes)).toEqual([0, 2, 2, 2, 2, 0, 0]);
    const options = createRequest('OPTIONS', 'sip:x');
    options.append(RecordRoute, uri('a'));
    expect(createResponse(options, 200).has(RecordRoute)).toBe(false);
  });

  test('has the phrase of its status unless given', () => {
    expect(createResponse(message, 486).reason).toBe('Busy Here');
    expect(createResponse(message, 499).reason).toBe('Request Failure');
    expect(createResponse(message, 400, 'Kein Via: ø').reason).toBe('Kein Via: ø');
    expect(createResponse(message, 200, '').toWire()).toMatch(/^SIP\/2\.0 200 \r\n/);
  });

  test('is made also of what is malformed', () => {
    const parsed = parseMessage(
      WIRE.replace('to: Bob <sip:bob@biloxi.com>', 'To: <<>').replace('Max-Forwards:70', 'junk'),
    );
    if (parsed.ok || parsed.error.partial?.kind !== 'request') throw new Error('no partial request');
    const response = createResponse(parsed.error.partial, parsed.error.statusHint, parsed.error.reason, 'abc');
    expect(response.raw(To)).toBe('<<>;tag=abc');
    expect(response.get(Via)?.host).toBe('x.invalid');
  });
});

test('a message from nothing', () => {
  const request = createRequest('MESSAGE', sipUri({ user: 'bob', host: 'biloxi.com' }));
  request.set(MaxForwards, 70);
  request.set(From, nameAddr(sipUri({ user: 'alice', host: 'atlanta.com' }), 'Alice "A"', new Map([['tag', 't']])));
  request.set(UserAgent, 'Sidetone');
  request.setBody('text/plain', 'hi');
  expect(request.toWire()).toBe(
    [
      'MESSAGE sip:bob@biloxi.com SIP/2.0',
      'Max-Forwards: 70',
      'From: "Alice \\"A\\"" <sip:alice@atlanta.com>;tag=t',
      'User-Agent: Sidetone',
      'Content-Type: text/plain',
      'Content-Length: 2',
      '',
      'hi',
    ].join('\r\n'),
  );
});
