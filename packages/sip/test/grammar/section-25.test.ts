import { createRequest, type HeaderField, parseMessage, parseUri, type WireText } from '@sidetone/sip';
import * as fields from '@sidetone/sip/message';
import { describe, expect, test } from 'vitest';

// RFC 3261 §25.1, production by production: what each one allows, and what it does not and is not taken leniently either.
// Where a text is taken although the grammar does not allow it, the row says so.

/** A name of a production, where it is tried, and texts that match it or do not. */
type Row = readonly [production: string, allowed: readonly string[], refused: readonly string[]];

const uris: readonly Row[] = [
  ['alphanum, reserved, unreserved, mark', ["sip:aZ09-_.!~*'()&=+$,;?/@h"], ['sip:a|b', 'sip:[a]@']],
  ['escaped', ['sip:%20%C3%a5@h', 'sip:a@h;%6Cr=%3b', 'sip:h?a=%26'], []],
  ['SIP-URI, SIPS-URI', ['sip:h', 'SIPS:a@h', 'sip:a:b@h:1;c?d=e'], ['sip:', 'sip', 'sip:@', 'sips:a@']],
  ['userinfo, user, password', ['sip:a:@h', 'sip:a:b&=+$,@h'], ['sip:a b@h', 'sip:a@b@h']],
  ['telephone-subscriber as user', ['sip:+1-(2).3;isub=4;postd=p22@h;user=phone'], []],
  ['hostport, host', ['sip:h:0', 'sip:h:65535'], ['sip:h:', 'sip:h:x', 'sip:h:65536', 'sip:h:-1', 'sip::1']],
  ['hostname, domainlabel, toplabel', ['sip:a', 'sip:a-b.c', 'sip:1.a', 'sip:a.b.'], ['sip:a b', 'sip:a,b', 'sip:å|']],
  ['IPv4address', ['sip:192.0.2.1', 'sip:a@0.0.0.0:1'], []],
  [
    'IPv6reference, IPv6address, hexpart, hexseq, hex4',
    ['sip:[::]', 'sip:[::1]:1', 'sip:[2001:DB8::192.0.2.1]', 'sip:[1:2:3:4:5:6:7:8]', 'sip:[a:::1.2.3.4]'],
    ['sip:[]', 'sip:[::1', 'sip:::1]', 'sip:::1', 'sip:[1.2.3.4]', 'sip:[::g]', 'sip:[::1]x', 'sip:[[::1]]'],
  ],
  [
    'uri-parameters: transport, user, method, ttl, maddr, lr, other',
    ['sip:h;transport=tls-sctp;user=ip;method=IN%56;ttl=255;maddr=239.0.0.1;lr', 'sip:h;a=[]/:&+$', 'sip:h;a;b='],
    ['sip:h; lr', 'sip:h;a="b"'],
  ],
  ['headers, hname, hvalue', ['sip:h?a=b&c=', 'sip:h?[]/?:+$=x', 'sip:h?body=a%0D%0Ab'], ['sip:h?a b']],
  [
    'absoluteURI, hier-part, opaque-part, scheme',
    ['http://a:1/b;c?d', 'urn:x:y', 'a+.-1:b', 'mailto:a@b', 'soap.beep://192.0.2.103:3002'],
    ['1a:b', '+:b', ':b', 'a:', 'a', 'a b:c', 'http://a b', 'x:<y>'],
  ],
];

describe('URIs', () => {
  test.each(uris)('%s', (_name, allowed, refused) => {
    expect(allowed.filter((text) => !parseUri(text).ok)).toEqual([]);
    expect(refused.filter((text) => parseUri(text).ok)).toEqual([]);
  });
});

function startLine(line: string): { ok: boolean; status: number } {
  const parsed = parseMessage(`${line}\r\nContent-Length: 0\r\n\r\n`);
  return { ok: parsed.ok, status: parsed.ok ? 0 : parsed.error.statusHint };
}

const startLines: readonly Row[] = [
  [
    'Request-Line, Method',
    ['INVITE sip:h SIP/2.0', "-.!%*_+`'~aZ0 tel:1 sip/2.0"],
    [
      'INVITE',
      'INVITE sip:h',
      ' SIP/2.0',
      'INVITE  SIP/2.0',
      'IN(VITE sip:h SIP/2.0',
      'INVITE sip:h SIP/2.0 x',
      'A sip:h 2.0',
    ],
  ],
  ['SIP-Version', ['OPTIONS sip:h SIP/2.0'], ['OPTIONS sip:h SIP/2', 'OPTIONS sip:h SIP/3.0', 'SIP/2.1 200 OK']],
  [
    'Status-Line, Status-Code, Reason-Phrase',
    ['SIP/2.0 200 OK', 'SIP/2.0 699 ', 'SIP/2.0 100', 'SIP/2.0 180 \u00c3\u00a5 %20\t;?', 'SIP/2.0 234 (x) <y>'],
    [
      'SIP/2.0 99 x',
      'SIP/2.0 700 x',
      'SIP/2.0 2000 x',
      'SIP/2.0 20 x',
      'SIP/2.0 x',
      'SIP/2.0  200 OK',
      'SIP/2.0 200OK',
    ],
  ],
];

describe('start lines', () => {
  test.each(startLines)('%s', (_name, allowed, refused) => {
    expect(allowed.filter((line) => !startLine(line).ok)).toEqual([]);
    expect(refused.filter((line) => startLine(line).ok)).toEqual([]);
  });

  test('another version is 505, everything else 400', () => {
    expect(startLine('OPTIONS sip:h SIP/3.0').status).toBe(505);
    expect(startLine('OPTIONS sip:h').status).toBe(400);
  });
});

function isTaken(header: string, value: WireText): boolean {
  const field = Object.values<unknown>(fields).find(
    (one): one is HeaderField<unknown> =>
      typeof one === 'object' && one !== null && 'split' in one && (one as HeaderField<unknown>).name === header,
  );
  if (field === undefined) throw new Error(`no header field: ${header}`);
  const request = createRequest('OPTIONS', 'sip:x');
  // Folded, so that every LWS of the grammar may be a line end.
  const wire = request.toWire().replace('Content-Length: 0', `${header}: ${value}\r\nContent-Length: 0`);
  const parsed = parseMessage(wire);
  return parsed.ok && parsed.value.malformed(field) === undefined;
}

const headers: readonly Row[] = [
  ['Accept', ['a/b', '*/*', 'a/*;q=0.5;x="y, z", c/d', 'a / b ; q = 1'], ['a', '/', 'a/b/c', '']],
  ['Accept-Encoding', ['gzip', '*;q=0.1, identity'], ['a b', ';q=1']],
  ['Accept-Language', ['da, en-gb;q=0.8', '*'], ['a/b']],
  ['Alert-Info', ['<http://a/b,c>', '<cid:x@y>;a=b,<urn:x:y>'], ['<>', '<a b>', '<a', ';x']],
  ['Allow', ['INVITE,ACK', 'a\r\n ,\r\n\tb'], ['a b', 'a;b']],
  ['Authentication-Info', ['nextnonce="a", qop=auth, rspauth="", nc=00000001'], ['a', 'a="b', '']],
  [
    'Authorization',
    ['Digest username="a", realm="b, c", uri="sip:h", nc=00000001', 'x-y a=b', 'Digest\r\n a = "\\""'],
    ['Digest', 'Digest a', 'Digest a=b a=c', 'Digest a=b, a=c'],
  ],
  ['Call-ID', ['a', 'a@b', '()<>:\\"/[]?{}-.!%*_+`\'~'], ['a b', '']],
  ['Call-Info', ['<http://a/> ;purpose=icon,<http://b/>;purpose=card'], ['<http://a/>x']],
  [
    'Contact',
    ['*', '<sip:a>', 'sip:a;q=0.5;expires=1', 'A B <sip:a>', '"A" <sip:a>;x="y"', 'x<sip:a>', 'tel:1, <mailto:a@b>'],
    ['', '<sip:a', '"A <sip:a>', 'sip:a?b=c', '<>', 'a', '"A" sip:a', '<sip:a>;x="y'],
  ],
  ['Content-Disposition', ['session', 'x-y;handling=optional;a'], ['', 'a b', '"a"']],
  ['Content-Encoding', ['gzip, deflate'], ['gzip;q=1', '']],
  ['Content-Language', ['fr', 'i-default, en-US'], ['a b']],
  ['Content-Type', ['a/b', 'A/B;c=d;e="f\\"g"', 'x-a/x-b ; c = "d"'], ['a', 'a/', 'a/b c', 'a/b;c="d']],
  ['CSeq', ['0 A', '2147483647\r\n INVITE', '0009\t\tx-y'], ['1', 'A 1', '1 A B', '2147483648 A', '-1 A', '1A']],
  ['Date', ['Sat, 13 Nov 2010 23:29:00 GMT'], ['Sat, 13 Nov 2010 23:29:00 EST', 'x', '']],
  ['Error-Info', ['<sip:a@b>;c'], ['<>']],
  ['Expires', ['0', '4294967295', '99999999999'], ['x', '-1', '', '1x', '1.5']],
  [
    'From',
    ['<sip:a>;tag=b', 'sip:a;tag=b', 'A <tel:1>;tag=b', 'Bell, A <sip:a>', 'Å <sip:a>'],
    ['', 'a', '<sip:a>,<sip:b>'],
  ],
  ['In-Reply-To', ['a@b, c'], ['a b', '']],
  ['MIME-Version', ['1.0'], ['1 0', '']],
  ['Min-Expires', ['60'], ['x']],
  ['Max-Forwards', ['0', '0070', '255', '300'], ['x', '-1', '']],
  ['Organization', ['', 'Boxes "by" Bob; \u00c3\u00a5'], []],
  ['Priority', ['non-urgent', 'x'], []],
  ['Proxy-Authenticate', ['Digest realm="a", qop="auth,auth-int", Digest realm="b"'], ['Digest', 'a=b']],
  ['Proxy-Authorization', ['Digest a=b'], ['Digest']],
  ['Proxy-Require', ['a, b'], ['a b']],
  ['Record-Route', ['<sip:a;lr>,<sip:b;lr>;x=y'], ['', '<sip:a>x']],
  ['Reply-To', ['Bob <sip:a>;x'], ['a']],
  ['Require', ['100rel'], ['a b', '"a"']],
  ['Retry-After', ['1', '1 (a (b) \\) c)', '1;duration=2;x=y', '1 (a) ;duration=2'], ['x', '1 (a', '-1']],
  ['Route', ['<sip:a;lr>, "x" <sip:b>'], ['', 'a']],
  ['Server', ['', 'A/1 (b) c'], []],
  ['Subject', ['', 'a\r\n b'], []],
  ['Supported', ['a,b'], ['a b']],
  ['Timestamp', ['54', '54.', '54.21 0.5', '54 .5'], ['x', '1 x', '']],
  ['To', ['sip:a', '"\\"\\\\" <sip:a>;tag=b'], ['', '"\\" <sip:a>']],
  ['Unsupported', ['a'], ['a b']],
  ['User-Agent', ['A/1 (b (c)) d'], []],
  [
    'Via',
    [
      'SIP/2.0/UDP h',
      'SIP / 2.0\r\n / TCP h : 1 ; branch = z9hG4bK1 ; ttl=1; maddr=1.2.3.4; received=1.2.3.4 ; x',
      'SIP/2.0/SCTP [::1]:1;received=::1, SIP/2.0/x-y h',
      'SIP/2.0/TLS-SCTP h;x="y,;"',
      'X/1/UDP h',
    ],
    ['', 'SIP/2.0 h', 'SIP/2.0/UDP', 'SIP/2.0/UDP h:x', 'SIP/2.0/UDP h i', 'SIP/2.0/UDPh', 'SIP/2.0/UDP [::1'],
  ],
  [
    'Warning',
    ['307 isi.edu "a, \\"b\\"", 399 h:1 ""', '370 [::1]:1 "x"'],
    ['37 h "x"', '1000 h "x"', '399 h x', '399 "x"'],
  ],
  ['WWW-Authenticate', ['Digest realm="a", domain="sip:a sip:b", nonce="", stale=FALSE, algorithm=MD5'], ['Digest']],
];

describe('header fields', () => {
  test.each(headers)('%s', (name, allowed, refused) => {
    expect(allowed.filter((value) => !isTaken(name, value))).toEqual([]);
    expect(refused.filter((value) => isTaken(name, value))).toEqual([]);
  });
});

test('extension-header: any name that is a token, any value, byte for byte', () => {
  const lines = [
    "x-.!%*_+`'~: ;;,,;;,;",
    'UnKnown   :   "',
    'X:',
    'Y: \u00c3\u00a5\u0000\u0001 \u00ff',
    'Z: a\r\n\t b\r\n c',
  ];
  const wire = `OPTIONS sip:x SIP/2.0\r\n${lines.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`;
  const parsed = parseMessage(wire);
  expect(parsed.ok && parsed.value.toWire()).toBe(wire);
  expect(parsed.ok && parsed.value.raw('unknown')).toBe('"');
  expect(parsed.ok && parsed.value.raw('z')).toBe('a b c');
});

test.each(['a b: c', ': c', 'a', 'ä: b', '"a": b', 'a(b): c'])('%j is no header line', (line) => {
  expect(parseMessage(`OPTIONS sip:x SIP/2.0\r\n${line}\r\nContent-Length: 0\r\n\r\n`).ok).toBe(false);
});
