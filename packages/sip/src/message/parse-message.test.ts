import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../grammar/utf8.ts';
import { nameId } from './header-name.ts';
import { CallId, Subject, Supported } from './headers/words.ts';
import { Contact, From, Route, To } from './headers/addresses.ts';
import { ContentLength, ContentType } from './headers/content.ts';
import { CSeq } from './headers/cseq.ts';
import { Via } from './headers/via.ts';
import { type MessageParseError, parseMessage } from './parse-message.ts';
import type { SipMessage } from './sip-message.ts';
import type { SipRequest } from './sip-request.ts';
import type { SipResponse } from './sip-response.ts';

const HEADERS = [
  'Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds',
  'Max-Forwards: 70',
  'To: Bob <sip:bob@biloxi.com>',
  'From: Alice <sip:alice@atlanta.com>;tag=1928301774',
  'Call-ID: a84b4c76e66710@pc33.atlanta.com',
  'CSeq: 314159 INVITE',
];
const text = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const invite = (...more: string[]) => text('INVITE sip:bob@biloxi.com SIP/2.0', ...HEADERS, ...more);

function message(wire: string): SipMessage {
  const result = parseMessage(wire);
  if (!result.ok) throw new Error(`${result.error.rule} at ${result.error.offset}: ${result.error.reason}`);
  return result.value;
}

function request(wire: string): SipRequest {
  const parsed = message(wire);
  if (parsed.kind !== 'request') throw new Error('not a request');
  return parsed;
}

function response(wire: string): SipResponse {
  const parsed = message(wire);
  if (parsed.kind !== 'response') throw new Error('not a response');
  return parsed;
}

function failure(wire: string): MessageParseError {
  const result = parseMessage(wire);
  if (result.ok) throw new Error('parsed');
  return result.error;
}

describe('a request', () => {
  test('has a method, a URI, headers and a body', () => {
    const parsed = request(`${invite('Content-Type: text/plain', 'Content-Length: 5')}hello`);
    expect(parsed.method).toBe('INVITE');
    expect(parsed.uri).toBe('sip:bob@biloxi.com');
    expect(parsed.parsedUri()).toMatchObject({ ok: true, value: { user: 'bob', host: 'biloxi.com' } });
    expect(parsed.parsedUri()).toBe(parsed.parsedUri());
    expect(parsed.get(CSeq)).toEqual({ number: 314159, method: 'INVITE' });
    expect(parsed.get(CallId)).toBe('a84b4c76e66710@pc33.atlanta.com');
    expect(parsed.get(From)?.displayName).toBe('Alice');
    expect(parsed.get(ContentType)?.type).toBe('text/plain');
    expect(parsed.body).toBe('hello');
    expect([...parsed.headerLines()].map(({ name }) => name)).toEqual([
      ...HEADERS.map((line) => line.slice(0, line.indexOf(':'))),
      'Content-Type',
      'Content-Length',
    ]);
  });

  test('may come after empty lines', () => {
    expect(request(`\r\n\r\n\n${invite()}`).method).toBe('INVITE');
  });

  test.each([
    'INVITE  sip:bob@biloxi.com  SIP/2.0',
    'INVITE sip:bob@biloxi.com SIP/2.0  ',
    'INVITE\tsip:bob@biloxi.com\tSIP/2.0',
    'INVITE sip:bob@biloxi.com sip/2.0',
  ])('may have an untidy start line: %j', (line) => {
    const parsed = request(text(line, ...HEADERS, 'Content-Length: 0'));
    expect(parsed.uri).toBe('sip:bob@biloxi.com');
    expect(parsed.toWire()).toBe(invite('Content-Length: 0'));
  });
});

describe('a response', () => {
  test('has a status and a reason phrase', () => {
    const parsed = response(
      text('SIP/2.0 180 Es läutet 🔔', ...HEADERS).replace('Es läutet 🔔', encodeUtf8('Es läutet 🔔')),
    );
    expect(parsed.status).toBe(180);
    expect(parsed.reason).toBe('Es läutet 🔔');
  });

  test.each([
    ['SIP/2.0 200 ', ''],
    ['SIP/2.0 200', ''],
    ['sip/2.0 200 OK', 'OK'],
    ['SIP/2.0 699 =/#"<>', '=/#"<>'],
  ])('%j is one', (line, reason) => {
    expect(response(text(line, ...HEADERS)).reason).toBe(reason);
  });

  test('that was written untidily is written tidily', () => {
    expect(response(text('sip/2.0 200 OK', 'Content-Length: 0')).toWire()).toBe(
      'SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n',
    );
    expect(response(text('SIP/2.0 200', 'Content-Length: 0')).toWire()).toBe(
      'SIP/2.0 200 \r\nContent-Length: 0\r\n\r\n',
    );
  });
});

describe('header lines', () => {
  test('names count without regard to case, compact or not', () => {
    const parsed = request(
      text(
        'INVITE sip:bob@biloxi.com SIP/2.0',
        'v: SIP/2.0/UDP a;branch=1',
        'VIA: SIP/2.0/UDP b',
        't: <sip:t@x>',
        'fRoM: <sip:f@x>',
        'I: id',
        's: hi',
        'k: path, outbound',
        'm: <sip:c@x>',
        'l: 0',
      ),
    );
    expect(parsed.all(Via).map(({ host }) => host)).toEqual(['a', 'b']);
    expect(parsed.get(To)?.uri).toMatchObject({ user: 't' });
    expect(parsed.get(From)?.uri).toMatchObject({ user: 'f' });
    expect(parsed.get(CallId)).toBe('id');
    expect(parsed.get(Subject)).toBe('hi');
    expect(parsed.all(Supported)).toEqual(['path', 'outbound']);
    expect(parsed.all(Contact)).toHaveLength(1);
    expect(parsed.get(ContentLength)).toBe(0);
    expect(parsed.has('via') && parsed.has('V') && parsed.has('call-id') && parsed.has('Content-Length')).toBe(true);
    expect(parsed.has('x') || parsed.has('Vi') || parsed.has('') || parsed.has('Vias')).toBe(false);
    expect(parsed.raw('CONTACT')).toBe('<sip:c@x>');
    expect(parsed.count('VIA')).toBe(2);
  });

  test('two names with one hash are told apart', () => {
    const parsed = request(invite('x-p_: one', 'x-q`: two'));
    expect(nameId('x-p_')).toBe(nameId('x-q`'));
    expect(parsed.raw('X-P_')).toBe('one');
    expect(parsed.raw('x-q`')).toBe('two');
    parsed.remove('x-p_');
    expect(parsed.raw('x-q`')).toBe('two');
  });

  test('white space around names and values is no part of them', () => {
    const parsed = request(invite('Subject  \t:   hello   there \t '));
    expect(parsed.get(Subject)).toBe('hello   there');
    expect(parsed.raw(Subject)).toBe('hello   there');
  });

  test('an empty value is a value', () => {
    const parsed = request(invite('Subject:', 'Supported: ', 'Route:'));
    expect(parsed.get(Subject)).toBe('');
    expect(parsed.all(Supported)).toEqual([]);
    expect(parsed.get(Route)).toBeUndefined();
    expect(parsed.has(Route)).toBe(true);
  });

  test('folded lines are one line', () => {
    const parsed = request(invite('Subject: one\r\n two\r\n\t three', 'Route: <sip:a;lr>,\r\n <sip:b;lr>', 'X: y'));
    expect(parsed.get(Subject)).toBe('one two three');
    expect(parsed.all(Route)).toHaveLength(2);
    expect(parsed.raw('X')).toBe('y');
  });

  test('line ends may be LF alone, and are CRLF when written', () => {
    const wire = `${invite('Subject: one\r\n two', 'Content-Length: 2')}hi`;
    const parsed = request(wire.replaceAll('\r\n', '\n'));
    expect(parsed.get(Subject)).toBe('one two');
    expect(parsed.body).toBe('hi');
    expect(parsed.toWire()).toBe(wire.replace('one\r\n two', 'one two'));
  });

  test('UTF-8 is read where a person reads it', () => {
    const parsed = request(encodeUtf8(invite('Subject: Grüße 😀', 'Contact: "Ω" <sip:o@x>')));
    expect(parsed.get(Subject)).toBe('Grüße 😀');
    expect(parsed.get(Contact)).toMatchObject({ displayName: 'Ω' });
    expect(parsed.raw(Subject)).toBe(encodeUtf8('Grüße 😀'));
  });

  test('the first value is not skipped when it is malformed', () => {
    const parsed = request(invite('Route: <sip:>, <sip:b;lr>', 'Route: <sip:c;lr>'));
    expect(parsed.get(Route)).toBeUndefined();
    expect(parsed.all(Route)).toHaveLength(2);
    expect(parsed.tryGet(Route)).toMatchObject({ ok: false, error: { rule: 'Route', statusHint: 400 } });
    expect(parsed.malformed(Route)).toMatchObject({ rule: 'Route', statusHint: 400 });
    expect(request(invite('Route: <sip:a>, <sip:>')).malformed(Route)).toMatchObject({ rule: 'Route' });
    expect(request(invite('Route: <sip:a>', 'Route: <sip:>')).malformed(Route)).toMatchObject({ rule: 'Route' });
    expect(request(invite('Route: <sip:a>, <sip:b>', 'Route: <sip:c>')).malformed(Route)).toBeUndefined();
    expect(parsed.malformed(Contact)).toBeUndefined();
    expect(parsed.tryGet(Contact)).toEqual({ ok: true, value: undefined });
    expect(parsed.tryGet(To)).toMatchObject({ ok: true, value: { displayName: 'Bob' } });
  });

  test('values are remembered', () => {
    const parsed = request(invite());
    expect(parsed.get(Via)).toBe(parsed.get(Via));
    expect(parsed.all(Via)).toBe(parsed.all(Via));
  });
});

describe('the body', () => {
  test('is all that follows when there is no Content-Length', () => {
    const parsed = request(`${invite()}hello\r\n`);
    expect(parsed.body).toBe('hello\r\n');
    expect(parsed.toWire()).toBe(`${invite('Content-Length: 7')}hello\r\n`);
  });

  test('is cut to Content-Length', () => {
    const parsed = request(`${invite('Content-Length: 2')}hello`);
    expect(parsed.body).toBe('he');
    expect(parsed.toWire()).toBe(`${invite('Content-Length: 2')}he`);
  });

  test('is bytes, and text when decoded', () => {
    const parsed = request(invite('Content-Length: 4') + encodeUtf8('å😀').slice(0, 4));
    expect([...parsed.bodyBytes()]).toEqual([0xc3, 0xa5, 0xf0, 0x9f]);
    expect(request(invite() + encodeUtf8('å😀')).bodyText()).toBe('å😀');
  });

  test('two equal lengths are one, and only one is written', () => {
    const parsed = request(`${invite('Content-Length: 2', 'l: 2')}hi`);
    expect(parsed.toWire()).toBe(`${invite('Content-Length: 2')}hi`);
  });
});

describe('what is no message', () => {
  test.each<[string, string, number]>([
    ['', 'start-line', 400],
    ['\r\n\r\n', 'start-line', 400],
    ['hello', 'start-line', 400],
    ['\u0000\u00ff\n\n', 'Method', 400],
    [text('INVITE', ...HEADERS), 'Method', 400],
    [text('INVITE sip:bob@biloxi.com', ...HEADERS), 'Request-URI', 400],
    [text('INVITE SIP/2.0', ...HEADERS), 'Request-URI', 400],
    [text('INV{TE sip:bob@biloxi.com SIP/2.0', ...HEADERS), 'Method', 400],
    [text('INVITE <sip:bob@biloxi.com> SIP/2.0', ...HEADERS), 'Request-URI', 400],
    [text('INVITE sip:bob@biloxi.com; lr SIP/2.0', ...HEADERS), 'Request-URI', 400],
    [text('INVITE sip:bob@biloxi.com HTTP/1.1', ...HEADERS), 'Request-Line', 400],
    [text('INVITE sip:bob@biloxi.com SIP/7.0', ...HEADERS), 'SIP-Version', 505],
    [text('INVITE sip:bob@biloxi.com SIP/2.00', ...HEADERS), 'SIP-Version', 505],
    [text('SIP/3.0 200 OK', ...HEADERS), 'SIP-Version', 505],
    [text('SIP/2.0 20 OK', ...HEADERS), 'Status-Code', 400],
    [text('SIP/2.0 2000 OK', ...HEADERS), 'Status-Code', 400],
    [text('SIP/2.0 099 OK', ...HEADERS), 'Status-Code', 400],
    [text('SIP/2.0 700 OK', ...HEADERS), 'Status-Code', 400],
    [text('SIP/2.0 abc OK', ...HEADERS), 'Status-Code', 400],
    [text('SIP/2.0 ', ...HEADERS), 'Status-Code', 400],
    [text('SIP/2.0 200 O\rK', ...HEADERS), 'Reason-Phrase', 400],
    [invite('no header'), 'message-header', 400],
    [invite(': no name'), 'message-header', 400],
    [invite('Bad Name: x'), 'message-header', 400],
    [invite('Bäd: x'), 'message-header', 400],
    [invite('Subject: a\rVia: b'), 'message-header', 400],
    [invite().slice(0, -2), 'SIP-message', 400],
    [invite().slice(0, -5), 'SIP-message', 400],
    [invite('Content-Length: 1'), 'Content-Length', 400],
    [invite('Content-Length: -1'), 'Content-Length', 400],
    [invite('Content-Length: x'), 'Content-Length', 400],
    [invite('Content-Length: 0', 'Content-Length: 1'), 'Content-Length', 400],
    [invite(`Content-Length: ${'9'.repeat(400)}`), 'Content-Length', 400],
  ])('%j', (wire, rule, statusHint) => {
    expect(failure(wire)).toMatchObject({ rule, statusHint });
    expect(failure(wire).offset).toBeLessThanOrEqual(wire.length);
  });

  test('more than the limit', () => {
    expect(parseMessage(invite(), { maxBytes: 100 })).toMatchObject({ ok: false, error: { statusHint: 513 } });
    expect(parseMessage(invite(), { maxBytes: invite().length }).ok).toBe(true);
  });

  test('leaves enough to answer when the five are there', () => {
    const { partial } = failure(text('INVITE sip:bob@biloxi.com; lr SIP/2.0', 'junk', ...HEADERS));
    expect(partial?.kind).toBe('request');
    expect(partial?.get(Via)?.host).toBe('pc33.atlanta.com');
    expect(partial?.get(CSeq)?.number).toBe(314159);
    expect(failure(text('INVITE sip:bob@biloxi.com SIP/2.0', 'junk', ...HEADERS.slice(1))).partial).toBeUndefined();
  });

  test('keeps a request a request, whatever its method', () => {
    const { partial } = failure(text('{} sip:bob@biloxi.com SIP/2.0', ...HEADERS));
    expect(partial).toMatchObject({ kind: 'request', method: 'UNKNOWN' });
  });
});
