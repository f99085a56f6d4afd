import {
  bodyPart,
  checkMessage,
  Contact,
  type HeaderField,
  isSipUri,
  parseMessage,
  parseMultipart,
  parseNameAddr,
  parseUri,
  readMediaType,
  uriHeaders,
} from '@sidetone/sip';
import * as message from '@sidetone/sip/message';
import { expect, test, vi } from 'vitest';
import { charactersExamined } from './characters-examined.ts';

// Four times as much input may cost four times as much, and a little for what does not grow (D5).
const HIGHEST_RATIO = 4.2;
const KB = 1024;

// Counting makes every look at a character slow.
vi.setConfig({ testTimeout: 60_000 });

const FIELDS = Object.values<unknown>(message).filter(
  (value): value is HeaderField<unknown> => typeof value === 'object' && value !== null && 'split' in value,
);

/** The piece again and again, up to that size; `#` becomes a number, so that values differ. */
function fill(piece: string, bytes: number): string {
  const parts: string[] = [];
  for (let length = 0, i = 0; length < bytes; i++) {
    const part = piece.replace('#', String(i));
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

function ratio(make: (bytes: number) => () => void, smallBytes: number): number {
  const small = charactersExamined(make(smallBytes));
  const large = charactersExamined(make(4 * smallBytes));
  expect(small).toBeGreaterThan(smallBytes / 2);
  return large / small;
}

/** Reads all that a message may be asked for, and edits and writes it. */
function readThoroughly(wire: string, fields: readonly HeaderField<unknown>[]): void {
  const parsed = parseMessage(wire);
  const read = parsed.ok ? parsed.value : parsed.error.partial;
  if (read === undefined) return;
  checkMessage(read);
  for (const field of fields) {
    read.get(field);
    read.all(field);
    read.malformed(field);
    read.raw(field);
  }
  bodyPart(read, 'application/sdp');
  read.clone().toWire();
  const [first] = fields;
  if (first === undefined) return;
  const copy = read.clone();
  copy.removeFirst(first);
  copy.toWire();
}

const HEAD = [
  'INVITE sip:bob@biloxi.com SIP/2.0',
  'Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds',
  'From: Alice <sip:alice@atlanta.com>;tag=1928301774',
  'To: Bob <sip:bob@biloxi.com>',
  'Call-ID: a84b4c76e66710',
  'CSeq: 314159 INVITE',
  '',
].join('\r\n');

test.each<[name: string, header: string, piece: string]>([
  ['addresses', 'Contact', '"Bob #" <sip:bob#@biloxi.com;transport=tcp>;q=0.5;expires=60, '],
  ['addresses without brackets', 'Contact', 'sip:bob#@biloxi.com;q=0.5, '],
  ['addresses without a scheme', 'Contact', '<bob#>, '],
  ['names without an address', 'Contact', 'Bob, '],
  ['names with commas', 'Contact', 'Bell, Alexander <sip:a#@b>, '],
  ['addresses that do not end', 'Contact', '<sip:a, '],
  ['quotes that do not end', 'Contact', '", '],
  ['brackets and quotes in turn', 'Contact', '<"'],
  ['escapes in a name', 'From', '"\\"\\\\'],
  ['parameters of an address', 'Contact', ';p#="v\\"#"'],
  ['parameters of a URI', 'Route', '<sip:a;b#=c;%41#=%41>, '],
  ['percent signs', 'Route', '<sip:%%41%@a>, '],
  ['Vias', 'Via', 'SIP/2.0/UDP host#:5060;branch=z9hG4bK#;received=192.0.2.1;rport, '],
  ['Vias without a host', 'Via', 'SIP/2.0/UDP ;x, '],
  ['IPv6 addresses', 'Via', 'SIP/2.0/UDP [2001:db8:::#];received=[::1], '],
  ['routes', 'Record-Route', '<sip:p#.example.com;lr>,'],
  ['challenges', 'WWW-Authenticate', 'Digest realm="r#", nonce="n", qop="auth,auth-int", '],
  ['parameters of a challenge', 'WWW-Authenticate', 'p#="v", '],
  ['schemes of challenges alone', 'WWW-Authenticate', 'Digest, '],
  ['parameters of credentials', 'Authorization', 'p#=v, '],
  ['option tags', 'Supported', 'tag#, '],
  ['media ranges', 'Accept', 'application/x#;q=0.#, '],
  ['warnings', 'Warning', '399 host "text #", '],
  ['comments in comments', 'Retry-After', '('],
  ['reasons', 'Reason', 'SIP;cause=200;text="# \\" ", '],
  ['numbers', 'P-Asserted-Identity', '<tel:+1-2-3%23;phone-context=a>, '],
  ['URIs that play something', 'Alert-Info', '<http://a/#>;x=y, '],
  ['what is to be private', 'Privacy', 'id;'],
  ['calls that are returned', 'In-Reply-To', 'a#@b,'],
  ['dialog references', 'Replaces', ';from-tag=#;to-tag=#'],
  ['history', 'History-Info', '<sip:a@b?Reason=SIP%3Bcause%3D302>;index=1.#, '],
  ['text', 'Subject', 'a \u00c3\u00bc "#" '],
  ['spaces', 'Contact', ' '],
  ['folds', 'Contact', '<sip:a>\r\n\t,\r\n '],
  ['folds of nothing else', 'Subject', '\r\n '],
  ['folds that end in LF', 'Contact', '<sip:a>\n ,'],
])('%s in one header field', (_name, header, piece) => {
  const field = FIELDS.filter(({ name }) => name === header);
  expect(field).toHaveLength(1);
  const make = (bytes: number) => {
    const scheme = header.endsWith('Authenticate') || header === 'Authorization' ? 'Digest ' : '';
    const wire = `${HEAD}${header}: ${scheme}${fill(piece, bytes)}x\r\n\r\n`;
    return () => readThoroughly(wire, field);
  };
  expect(ratio(make, 16 * KB)).toBeLessThanOrEqual(HIGHEST_RATIO);
});

test.each<[name: string, line: string]>([
  ['Vias', 'Via: SIP/2.0/UDP host#;branch=z9hG4bK#\r\n'],
  ['Contacts', 'm: <sip:bob#@biloxi.com>\r\n'],
  ['unknown ones', 'X-#: #\r\n'],
  ['folded ones', 'X-#:\r\n #\r\n'],
  ['ones that end in LF', 'X-#: #\n'],
  ['no names', ': x\r\n'],
  ['no colons', 'x\r\n'],
  ['carriage returns', 'X: a\rb\r\n'],
  ['lengths', 'Content-Length: 0\r\n'],
])('lines of header fields: %s', (_name, line) => {
  const make = (bytes: number) => {
    const wire = `${HEAD}${fill(line, bytes)}\r\n`;
    return () => readThoroughly(wire, [Contact, message.Via]);
  };
  expect(ratio(make, 16 * KB)).toBeLessThanOrEqual(HIGHEST_RATIO);
});

const mixed = readMediaType('multipart/mixed;boundary=unique');

test.each<[name: string, piece: string]>([
  ['parts', '--unique\r\nContent-Type: application/x\r\n\r\nbody #\r\n'],
  ['empty parts', '--unique\r\n'],
  ['what looks like a boundary', '--uniqu\r\n--unique#\r\n'],
  ['dashes', '-'],
  ['boundaries within a line', 'x--unique'],
  ['padding', '--unique   '],
  ['parts in parts', '--unique\r\nContent-Type: multipart/mixed;boundary=unique\r\n\r\n'],
])('a body of %s', (_name, piece) => {
  const make = (bytes: number) => {
    const body = fill(piece, bytes);
    const wire = `${HEAD}Content-Type: multipart/mixed;boundary=unique\r\n\r\n${body}`;
    return () => {
      parseMultipart(mixed, body);
      readThoroughly(wire, []);
    };
  };
  expect(ratio(make, 16 * KB)).toBeLessThanOrEqual(HIGHEST_RATIO);
});

test.each<[name: string, start: string, piece: string]>([
  ['a user', 'sip:', 'a%41#'],
  ['a password', 'sip:a:', '%3a'],
  ['a host', 'sip:', 'a.'],
  ['an IPv6 host', 'sip:[', ':'],
  ['at signs', 'sip:', '@'],
  ['colons', 'sip:', ':'],
  ['header fields', 'sip:a?', 'a#=%41&'],
  ['a number', 'tel:', '1-%23'],
  ['a scheme', '', 'a+'],
  ['another scheme', 'x:', '\u00e5'],
])('a URI with much of %s', (_name, start, piece) => {
  const make = (bytes: number) => {
    const text = start + fill(piece, bytes);
    return () => {
      const uri = parseUri(text);
      parseNameAddr(`<${text}>`);
      if (uri.ok && isSipUri(uri.value)) uriHeaders(uri.value);
    };
  };
  expect(ratio(make, 16 * KB)).toBeLessThanOrEqual(HIGHEST_RATIO);
});

const PIECES = [
  'a',
  '"',
  '\\',
  '<',
  '>',
  ',',
  ';',
  '=',
  '(',
  ')',
  '/',
  '*',
  ' ',
  ':',
  '@',
  '%',
  '1',
  ';a=',
  '<a>,',
  'a ,',
];

test.each(FIELDS)('$name of any one piece', (field) => {
  const ratios = PIECES.map((piece) => {
    const make = (bytes: number) => {
      const wire = `${HEAD}${field.name}: ${fill(piece, bytes)}\r\n\r\n`;
      return () => readThoroughly(wire, [field]);
    };
    return { piece, ratio: ratio(make, KB) };
  });
  expect(ratios.filter((measured) => measured.ratio > HIGHEST_RATIO)).toEqual([]);
});

test('what is not linear is found', () => {
  const quadratic = (bytes: number) => {
    const text = fill('<a>, ', bytes);
    return () => {
      for (let at = 0; at >= 0 && at < text.length; at = text.indexOf('<', at + 1)) text.indexOf(':', at);
    };
  };
  expect(ratio(quadratic, KB)).toBeGreaterThan(10);
  const byExpression = (bytes: number) => {
    const text = fill('a,', bytes);
    return () => {
      for (const part of text.split(',')) text.replace(part, '');
    };
  };
  expect(ratio(byExpression, KB)).toBeGreaterThan(10);
});
