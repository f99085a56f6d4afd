import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyPart } from './body-part.ts';
import { ContentDisposition } from './headers/named.ts';
import { ContentType, readMediaType } from './headers/content.ts';
import { bodyPart, parseMultipart, writeMultipart } from './multipart.ts';
import { parseMessage } from './parse-message.ts';
import { createRequest } from './sip-request.ts';
import { toBytes } from '../grammar/utf8.ts';

const mixed = readMediaType('multipart/mixed;boundary="b 1:x"');
const ISUP = '\u0001\u0000\r\n\u0080\u00ff--b\u0000\n\r';

function parse(...lines: string[]): readonly BodyPart[] {
  const result = parseMultipart(mixed, lines.join('\r\n'));
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('the parts of a body', () => {
  test('their header fields are typed, and their bodies kept byte for byte', () => {
    const parts = parse(
      'a preamble, --b 1:x too',
      '--b 1:x \t',
      'Content-Type: application/sdp',
      '',
      'v=0',
      '',
      '--b 1:x',
      'content-type:application/ISUP;version=nxv3;',
      ' base=etsi121',
      'Content-Disposition: signal;handling=optional',
      'X-Odd :  kept ',
      '',
      ISUP,
      '--b 1:x--',
      'an epilogue',
      '--b 1:x',
    );
    expect(parts.map(({ body }) => body)).toEqual(['v=0\r\n', ISUP]);
    expect(parts[1]?.get(ContentType)?.type).toBe('application/isup');
    expect(parts[1]?.get(ContentType)?.params.get('base')).toBe('etsi121');
    expect(parts[1]?.get(ContentDisposition)?.params.get('handling')).toBe('optional');
    expect(parts[1]?.toWire()).toContain('X-Odd :  kept \r\n\r\n');
  });

  test('a part without header fields, an empty one, and the first without a line end before', () => {
    expect(parse('--b 1:x', '', 'text', '--b 1:x', '', '', '--b 1:x--').map(({ body }) => body)).toEqual(['text', '']);
    expect(parse('--b 1:x', '--b 1:x--').map(({ body }) => body)).toEqual(['']);
    expect(parse('--b 1:x', 'A: b', '--b 1:x--')[0]?.raw('a')).toBe('b');
  });

  test('lenient: LF alone, and no last boundary', () => {
    const result = parseMultipart(mixed, '--b 1:x\n\none\n--b 1:x\nA: b\n\ntwo');
    expect(result.ok && result.value.map((part) => [part.raw('A'), part.body])).toEqual([
      [undefined, 'one'],
      ['b', 'two'],
    ]);
  });

  test('a longer boundary is another one', () => {
    expect(parse('--b 1:x', '', 'a', '--b 1:xy', 'b', '--b 1:x--').map(({ body }) => body)).toEqual([
      'a\r\n--b 1:xy\r\nb',
    ]);
  });

  test.each([
    ['text/plain;boundary=a', '--a\r\n\r\n--a--', 'text/plain has no parts'],
    ['multipart/mixed', '--a\r\n\r\n--a--', 'no boundary, or a malformed one'],
    ['multipart/mixed;boundary=""', '--\r\n\r\n----', 'no boundary, or a malformed one'],
    [`multipart/mixed;boundary=${'a'.repeat(71)}`, '', 'no boundary, or a malformed one'],
    ['multipart/mixed;boundary=a', 'x--a\r\n--ab\r\n', 'the boundary does not occur'],
    ['multipart/mixed;boundary=a', '--a--\r\n', 'no part between the boundaries'],
  ])('%s with %j is none', (type, body, error) => {
    expect(parseMultipart(readMediaType(type), body)).toEqual({ ok: false, error });
  });
});

describe('writing', () => {
  test('what is written is read as the same', () => {
    const boundary = fc.stringMatching(/^[A-Za-z0-9'()+_,./:=? -]{0,20}[A-Za-z0-9]$/);
    const body = fc.string({ unit: fc.constantFrom('-', '\r', '\n', 'a', '\u0000', '\u00ff', ' ', '\r\n--') });
    const part = body.map((text) => BodyPart.of('application/x-a;q="1;2"', text));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), boundary, (parts, name) => {
        fc.pre(parts.every((one) => !one.body.includes(`--${name}`)));
        const type = { type: 'multipart/mixed', params: new Map([['boundary', name]]) };
        const read = parseMultipart(type, writeMultipart(parts, name));
        expect(read.ok && read.value.map((one) => one.toWire())).toEqual(parts.map((one) => one.toWire()));
        expect(read.ok && read.value.map((one) => one.body)).toEqual(parts.map((one) => one.body));
        expect(read.ok && writeMultipart(read.value, name)).toBe(writeMultipart(parts, name));
      }),
      { numRuns: 200 },
    );
  });

  test('is strict', () => {
    const part = BodyPart.of('text/plain', 'x\r\n--b\r\ny');
    expect(() => writeMultipart([part], 'b')).toThrow(RangeError);
    for (const boundary of ['', 'a ', 'a"b', 'a\r\n', 'a'.repeat(71)])
      expect(() => writeMultipart([part], boundary)).toThrow(RangeError);
    expect(() => BodyPart.of('text', 'x')).toThrow(RangeError);
  });
});

describe('the body of a type', () => {
  const message = (type: string, body: string) => {
    const request = createRequest('INVITE', 'sip:x');
    request.setBody(type, toBytes(body));
    const parsed = parseMessage(request.toWire());
    if (!parsed.ok) throw new Error(parsed.error.reason);
    return parsed.value;
  };
  const sdp = (text: string) => BodyPart.of('application/sdp', text);

  test('in a body of one type', () => {
    expect(bodyPart(message('Application/SDP;x=y', 'v=0'), 'application/sdp')).toBe('v=0');
    expect(bodyPart(message('text/plain', 'v=0'), 'application/sdp')).toBeUndefined();
    expect(bodyPart(message('application/sdp', ''), 'application/sdp')).toBeUndefined();
  });

  test('without a type', () => {
    const request = createRequest('INVITE', 'sip:x');
    request.setBody(undefined, 'v=0');
    expect(bodyPart(request, 'application/sdp')).toBe('v=0');
  });

  test('in parts: the first of several, the last of alternatives, at any depth that makes sense', () => {
    const several = writeMultipart([BodyPart.of('application/isup', ISUP), sdp('1'), sdp('2')], 'bnd');
    expect(bodyPart(message('multipart/mixed;boundary=bnd', several), 'application/sdp')).toBe('1');
    expect(bodyPart(message('multipart/mixed;boundary=bnd', several), 'application/isup')).toBe(ISUP);
    expect(bodyPart(message('multipart/alternative;boundary=bnd', several), 'application/sdp')).toBe('2');
    const nested = writeMultipart([BodyPart.of('multipart/alternative;boundary=bnd', several), sdp('3')], 'outer');
    expect(bodyPart(message('multipart/mixed;boundary=outer', nested), 'application/sdp')).toBe('2');
    expect(bodyPart(message('multipart/mixed;boundary=other', nested), 'application/sdp')).toBeUndefined();
  });

  test('a part that is encoded is none', () => {
    const encoded = sdp('1');
    encoded.addRaw('Content-Transfer-Encoding', 'base64');
    const zipped = sdp('2');
    zipped.addRaw('Content-Encoding', 'gzip');
    const plain = sdp('3');
    plain.addRaw('Content-Transfer-Encoding', '8bit');
    const text = writeMultipart([encoded, zipped, plain], 'bnd');
    expect(bodyPart(message('multipart/mixed;boundary=bnd', text), 'application/sdp')).toBe('3');
  });
});
