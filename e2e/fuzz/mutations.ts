import type { Draw } from './draw.ts';

/** Changes a message, which has one character per byte. */
export type Mutation = (wire: string, draw: Draw) => string;

/** A message taken apart; its lines have no line ends. */
interface Parts {
  readonly start: string;
  readonly headers: string[];
  readonly body: string;
}

function takeApart(wire: string): Parts {
  const end = wire.indexOf('\r\n\r\n');
  const [start = '', ...headers] = (end < 0 ? wire : wire.slice(0, end)).split('\r\n');
  return { start, headers, body: end < 0 ? '' : wire.slice(end + 4) };
}

function join({ start, headers, body }: Parts): string {
  return [start, ...headers, '', body].join('\r\n');
}

/** A mutation of the header lines. */
function onHeaders(change: (headers: string[], draw: Draw) => string[]): Mutation {
  return (wire, draw) => {
    const parts = takeApart(wire);
    return join({ ...parts, headers: change(parts.headers, draw) });
  };
}

/** A mutation of one header line. */
function onLine(change: (line: string, draw: Draw) => string): Mutation {
  return onHeaders((headers, draw) => {
    const at = draw.below(headers.length + 1);
    return headers.map((line, index) => (index === at ? change(line, draw) : line));
  });
}

/** A mutation of the value behind the colon. */
function onValue(change: (value: string, draw: Draw) => string): Mutation {
  return onLine((line, draw) => {
    const colon = line.indexOf(':');
    return colon < 0 ? line : `${line.slice(0, colon)}: ${change(line.slice(colon + 1).trim(), draw)}`;
  });
}

function replaced(name: string, values: readonly string[]): Mutation {
  return onHeaders((headers, draw) => [
    ...headers.filter((line) => !line.toLowerCase().startsWith(`${name.toLowerCase()}:`)),
    `${name}: ${draw.pick(values)}`,
  ]);
}

function insert(pieces: readonly string[]): Mutation {
  return (wire, draw) => {
    const at = draw.below(wire.length + 1);
    return wire.slice(0, at) + draw.pick(pieces) + wire.slice(at + draw.below(4));
  };
}

function insertInBody(pieces: readonly string[]): Mutation {
  return (wire, draw) => {
    const parts = takeApart(wire);
    const at = draw.below(parts.body.length + 1);
    return join({
      ...parts,
      body: parts.body.slice(0, at) + draw.pick(pieces) + parts.body.slice(at + draw.below(12)),
    });
  };
}

const HUGE = '4294967296999999999999';
const QUOTES = ['"', '\\"', '"\\', '""""', '"\\\\"', '<<>>', '<"', '">', '"a" "b"', '\\', "'", '<sip:a@b>"<sip:c@d>"'];
const NAMES_OF_OBJECT = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];
const BROKEN_UTF8 = [
  '\xff',
  '\xfe\xff',
  '\xc0\xaf',
  '\xe2\x82',
  '\xf0\x28\x8c\x28',
  '\xed\xa0\x80',
  '\xef\xbb\xbf',
  '\x80',
];
const NUMBERS = ['-1', '0', '1', '4294967295', '4294967296', HUGE, '1e9', '0x10', '+1', 'NaN', '01', ' ', ''];
const COMPACT: readonly (readonly [string, string])[] = [
  ['Via', 'v'],
  ['From', 'f'],
  ['To', 't'],
  ['Call-ID', 'i'],
  ['Contact', 'm'],
  ['Content-Length', 'l'],
  ['Content-Type', 'c'],
  ['Supported', 'k'],
  ['Event', 'o'],
  ['Refer-To', 'r'],
];
const ODD_URIS = [
  'sip:',
  'sip:@',
  'sip::5060',
  'sip:a@[::1',
  'sip:a@[::1]:99999',
  'sips:bob@localhost',
  'tel:+1-201-555;phone-context=x',
  'sip:a%00b@localhost',
  'sip:a%zz@localhost',
  'sip:%61lice@LOCALHOST;transport=udp;lr;maddr=192.0.2.1;ttl=999?Subject=x&Route=y',
  'urn:service:sos',
  `sip:${'a'.repeat(2000)}@localhost`,
  'sip:a@b;__proto__=1;constructor',
  '*',
];

/** Each is as likely as the others. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flipBytes(wire, draw) {
    const bytes = wire.split('');
    for (let flips = 1 + draw.below(5); flips > 0; flips -= 1) {
      const at = draw.below(bytes.length);
      const code = bytes[at]?.charCodeAt(0) ?? 0;
      bytes[at] = String.fromCharCode(draw.chance(0.5) ? code ^ (1 << draw.below(8)) : draw.below(256));
    }
    return bytes.join('');
  },
  removeHeader: onHeaders((headers, draw) => headers.toSpliced(draw.below(headers.length), 1 + draw.below(2))),
  doubleHeader: onHeaders((headers, draw) =>
    headers.toSpliced(draw.below(headers.length + 1), 0, draw.pick(headers.length > 0 ? headers : ['X: y'])),
  ),
  reorderHeaders: onHeaders((headers, draw) => {
    const from = draw.below(headers.length);
    const moved = headers.slice(from, from + 1);
    return headers.toSpliced(from, 1).toSpliced(draw.below(headers.length), 0, ...moved);
  }),
  swapValues: onHeaders((headers, draw) => {
    const value = (line: string) => line.slice(line.indexOf(':') + 1);
    const donor = draw.pick(headers.length > 0 ? headers : ['X: y']);
    const at = draw.below(headers.length);
    return headers.map((line, index) => (index === at ? `${line.slice(0, line.indexOf(':'))}:${value(donor)}` : line));
  }),
  hugeValue: onValue(
    (value, draw) => value + draw.pick([';', ',', '<', '"', ' ', 'x', ';a=b', '%41', '\\']).repeat(draw.below(3000)),
  ),
  hugeMessage(wire, draw) {
    const parts = takeApart(wire);
    const line = draw.pick([
      'Contact: <sip:a@192.0.2.1>',
      'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx',
      'X: y',
      'Route: <sip:192.0.2.1;lr>',
      'Record-Route: <sip:a;lr>',
    ]);
    return join({ ...parts, headers: [...parts.headers, ...Array.from({ length: draw.below(1200) }, () => line)] });
  },
  longList: onValue((value, draw) =>
    Array.from({ length: 1 + draw.below(200) }, () => value).join(draw.pick([',', ', ', ',,'])),
  ),
  lyingLength: (wire, draw) => {
    const parts = takeApart(wire);
    const { length } = parts.body;
    const lie = draw.pick([
      ...NUMBERS,
      String(length + 1 + draw.below(5000)),
      String(draw.below(length + 1)),
      `${length}\t0`,
      `${length},${length}`,
      `${length} x`,
    ]);
    const headers = parts.headers.filter((line) => !/^(content-length|l)\s*:/i.test(line) || draw.chance(0.2));
    return join({ ...parts, headers: [...headers, `${draw.pick(['Content-Length', 'l', 'CONTENT-LENGTH'])}: ${lie}`] });
  },
  brokenUtf8: insert(BROKEN_UTF8),
  headerName: onLine((line, draw) => {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1);
    const compact = COMPACT.find(([long]) => long.toLowerCase() === line.slice(0, colon).toLowerCase())?.[1];
    return draw.pick([
      `${compact ?? line.slice(0, colon).toUpperCase()}:${value}`,
      `${line.slice(0, colon)} \t :${value}`,
      `:${value}`,
      `${draw.pick(NAMES_OF_OBJECT)}:${value}`,
      `a b:${value}`,
      `${line.slice(0, colon)}${value}`,
      `\xff${line}`,
      `${'n'.repeat(draw.below(5000))}:${value}`,
    ]);
  }),
  quotes: insert(QUOTES),
  quotesInValue: onValue((value, draw) => {
    const at = draw.below(value.length + 1);
    return value.slice(0, at) + draw.pick(QUOTES) + value.slice(at);
  }),
  punctuation: insert([
    '\r\n',
    '\r\n ',
    '\n',
    '\r',
    ';',
    ',',
    '<',
    '>',
    '@',
    ':',
    '=',
    '*',
    '%',
    '%ff',
    '\0',
    ' ',
    '\t',
  ]),
  cseq: replaced('CSeq', [
    ...NUMBERS.map((number) => `${number} INVITE`),
    '1',
    '1 invite',
    '1 CANCEL',
    '1 ACK',
    '1 __proto__',
    'INVITE 1',
    '2147483648 BYE',
  ]),
  via: replaced('Via', [
    'SIP/2.0/UDP localhost;branch=z9hG4bK',
    'SIP/2.0/UDP 127.0.0.1:5060;branch=1',
    'SIP/2.0/UDP 127.0.0.1:0;branch=z9hG4bKx;rport',
    'SIP/2.0/TLS [::1];branch=z9hG4bKx;rport=1;received=[::1];maddr=224.0.1.75;ttl=255',
    'SIP / 2.0 / UDP 127.0.0.1 ; branch = z9hG4bKy',
    'SIP/3.0/UDP x',
    'SIP/2.0/WS x.invalid;branch=z9hG4bK__proto__,SIP/2.0/UDP y',
    '',
  ]),
  noVia: onHeaders((headers) => headers.filter((line) => !/^(via|v)\s*:/i.test(line))),
  route: onHeaders((headers, draw) => [
    ...headers,
    `${draw.pick(['Route', 'Record-Route', 'Path', 'Service-Route'])}: ${Array.from({ length: 1 + draw.below(70) }, () => `<${draw.pick([...ODD_URIS, 'sip:127.0.0.1;lr', 'sip:localhost'])}>`).join(',')}`,
  ]),
  maxForwards: replaced('Max-Forwards', NUMBERS),
  number: onValue((value, draw) => value.replace(/\d+/, draw.pick(NUMBERS))),
  uri: onValue((value, draw) => value.replace(/sips?:[^>;,\s]*/, draw.pick(ODD_URIS))),
  requestUri(wire, draw) {
    const parts = takeApart(wire);
    return join({ ...parts, start: parts.start.replace(/ \S+ /, ` ${draw.pick(ODD_URIS)} `) });
  },
  startLine(wire, draw) {
    const parts = takeApart(wire);
    const [method = '', uri = ''] = parts.start.split(' ');
    const start = draw.pick([
      `${method.toLowerCase()} ${uri} SIP/2.0`,
      `${method} ${uri} SIP/3.0`,
      `${method}  ${uri}  SIP/2.0`,
      `${method} ${uri}`,
      `__proto__ ${uri} SIP/2.0`,
      `${'M'.repeat(3000)} ${uri} SIP/2.0`,
      `SIP/2.0 ${draw.pick([...NUMBERS, '99', '100', '180', '200', '302', '401', '407', '491', '603', '700'])} ${method}`,
      '',
      '\r\n\r\n',
      `${method} ${uri} SIP/2.0\r\n x: y`,
    ]);
    return join({ ...parts, start });
  },
  namesOfObject: (wire, draw) => {
    const name = draw.pick(NAMES_OF_OBJECT);
    return draw.pick([
      (text: string) => text.replace(/;tag=\w+/, `;${name}=1;tag=${name}`),
      (text: string) => text.replace(/branch=\w+/, `branch=${name};${name}`),
      (text: string) => text.replace(/Call-ID: .*/, `Call-ID: ${name}`),
      (text: string) => text.replace(/Event: .*/, `Event: ${name};id=${name}`),
      (text: string) => text.replace('\r\n\r\n', `\r\n${name}: ${name}\r\n\r\n`),
      (text: string) => text.replace(/username="\w+"/, `username="${name}"`),
      (text: string) => text.replace(/\r\na=\w+/, `\r\na=${name}`),
    ])(wire);
  },
  sdp: insertInBody([
    '\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n',
    '\r\nm=\r\n',
    `\r\na=${'x'.repeat(500)}\r\n`,
    '\r\na=fingerprint:\r\n',
    '\r\na=fingerprint:sha-256 00\r\n',
    '\r\na=ice-ufrag:\r\n',
    '\r\na=candidate:\r\n',
    '\r\na=candidate:1 1 udp 99999999999999 999.0.0.1 99999 typ host\r\n',
    '\r\na=__proto__:1\r\n',
    '\r\na=rtpmap:__proto__ x/1\r\n',
    '\r\nv=1\r\no=\r\n',
    '\r\na=inactive\r\na=sendrecv\r\n',
    `\r\n${'m=audio 0 RTP/AVP 0\r\n'.repeat(50)}`,
  ]),
  xml: insertInBody([
    '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;&b;">]>&d;',
    '<tuple>'.repeat(80),
    '<a xmlns="x">',
    '</a>',
    '<__proto__ __proto__="1"/>',
    '&#0;',
    '&#x110000;',
    '&b;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '<?xml version="1.1"?>',
    ' a="1" a="2"',
    '<x:y/>',
  ]),
  truncated: (wire, draw) => wire.slice(0, draw.below(wire.length)),
  doubled: (wire, draw) => wire + draw.pick(['', '\r\n', '\r\n\r\n', '\0']) + wire.slice(draw.below(wire.length)),
  spliced(wire, draw) {
    const from = draw.below(wire.length);
    return wire.slice(0, draw.below(wire.length)) + wire.slice(from, from + 200) + wire.slice(draw.below(wire.length));
  },
  folded: onLine((line, draw) => line.replace(/[ ;,]/, draw.pick(['\r\n ', '\r\n\t', '\n ', '\r\n  \r\n ']))),
  lineFeeds: (wire) => wire.replaceAll('\r\n', '\n'),
  leadingLines: (wire, draw) => draw.pick(['\r\n', '\n\n\n', '\0\0\0\0', ' ', '\r\n\r\n\r\n\r\n']) + wire,
};

const ALL = Object.values(MUTATIONS);

/** One to three mutations, now and then none. */
export function mutated(wire: string, draw: Draw): string {
  let text = wire;
  for (let left = draw.below(4); left > 0; left -= 1) text = draw.pick(ALL)(text, draw);
  return text;
}
