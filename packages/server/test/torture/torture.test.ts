import { readdirSync } from 'node:fs';
import { Contact, formatNameAddr, formatUri, parseMessage, type WireText } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { published, tryAtServer } from './torture-site.ts';

// What RFC 4475 and RFC 5118 ask of a proxy and a registrar. What they ask of a user agent is tried in packages/sip.

type Role =
  /** The proxy sends it on to the device of the user. */
  | 'forwarded'
  /** The registrar makes or lists bindings. */
  | 'registered'
  /** Nobody can be told, or it would do harm. */
  | 'dropped'
  | number;

const RFC_4475: Readonly<Record<string, Role>> = {
  // Its Route leads to a domain that is not ours, and we relay for nobody.
  wsinv: 403,
  intmeth: 'forwarded',
  esc01: 'forwarded',
  escnull: 'registered',
  // The Request-URI names the server, which is an endpoint then.
  esc02: 501,
  lwsdisp: 'forwarded',
  longreq: 'forwarded',
  dblreq: 'registered',
  semiuri: 'forwarded',
  transports: 'forwarded',
  // As for wsinv.
  mpart01: 403,
  unreason: 'dropped',
  noreason: 'dropped',
  badinv01: 400,
  clerr: 400,
  ncl: 400,
  scalar02: 400,
  scalarlg: 'dropped',
  quotbal: 400,
  ltgtruri: 400,
  lwsruri: 400,
  lwsstart: 'forwarded',
  trws: 'forwarded',
  escruri: 400,
  baddate: 'forwarded',
  regbadct: 400,
  badaspec: 'forwarded',
  baddn: 'forwarded',
  badvers: 505,
  mismatch01: 400,
  mismatch02: 501,
  bigcode: 'dropped',
  badbranch: 'forwarded',
  insuf: 400,
  unkscm: 416,
  novelsc: 416,
  unksm2: 400,
  bext01: 420,
  invut: 'forwarded',
  // Nobody needs credentials here; with digest it is 401, see below.
  regaut01: 'registered',
  multi01: 400,
  mcl01: 400,
  bcast: 'dropped',
  zeromf: 483,
  cparam01: 'registered',
  cparam02: 'registered',
  // Its Contact is the address of record itself, and would loop. With another one it is taken, see below.
  regescrt: 403,
  sdp01: 'forwarded',
  inv2543: 'forwarded',
};

const RFC_5118: Readonly<Record<string, Role>> = {
  'ipv6-good': 'registered',
  'ipv6-bad': 400,
  'port-ambiguous': 'registered',
  // The port is no part of the address, and not one of ours.
  'port-unambiguous': 403,
  'via-received-param-with-delim': 405,
  'via-received-param-no-delim': 200,
  // The Content-Length is larger than the body, as these two are published.
  'ipv6-in-sdp': 400,
  'mult-ip-in-sdp': 400,
  'mult-ip-in-header': 'forwarded',
  'ipv4-mapped-ipv6': 'forwarded',
  'ipv6-bug-abnf-3-colons': 'forwarded',
  'ipv6-correct-abnf-2-colons': 'forwarded',
};

const status = (answer: WireText | undefined): number => Number(answer?.slice(8, 11));

describe.each([
  [4475, RFC_4475],
  [5118, RFC_5118],
] as const)('RFC %d', (rfc, expectations) => {
  test('every message has an expectation', () => {
    const files = readdirSync(new URL(`../../../sip/test/torture/rfc${rfc}`, import.meta.url));
    expect(Object.keys(expectations).toSorted()).toEqual(files.map((file) => file.replace('.dat', '')).toSorted());
  });

  test.each(Object.entries(expectations))('%s: %s', async (name, expected) => {
    const { answers, forwarded, elsewhere, dropped, errors } = await tryAtServer(published(rfc, name));
    expect(errors).toEqual([]);
    // Least of all to 255.255.255.255, as bcast would have it.
    expect(elsewhere).toEqual([]);
    expect(answers.map(status)).toEqual(
      typeof expected === 'number' ? [expected] : expected === 'registered' ? [200] : [],
    );
    expect(forwarded).toHaveLength(expected === 'forwarded' ? 1 : 0);
    expect(dropped).toHaveLength(expected === 'dropped' ? 1 : 0);
  });
});

describe('what is forwarded', () => {
  const forwardedOf = async (name: string): Promise<WireText> =>
    (await tryAtServer(published(4475, name))).forwarded[0] ?? '';

  test('has a request line with single spaces, and quotes around names that need them', async () => {
    expect(await forwardedOf('lwsstart')).toMatch(/^INVITE sip:device@192\.0\.2\.251 SIP\/2\.0\r\n/);
    expect(await forwardedOf('trws')).toMatch(/^OPTIONS sip:device@192\.0\.2\.251 SIP\/2\.0\r\n/);
    expect(await forwardedOf('baddn')).toContain('\r\nFrom: "Bell, Alexander" <sip:a.g.bell@example.com>;tag=43\r\n');
    expect(await forwardedOf('badaspec')).toContain('\r\nTo: "Watson, Thomas" <sip:t.watson@example.org>\r\n');
    expect(await forwardedOf('baddn')).toMatch(/\r\n\r\n$/);
  });

  test('keeps what it does not know, byte for byte', async () => {
    const method = await forwardedOf('intmeth');
    const original = published(4475, 'intmeth');
    for (const header of ['extensionHeader', 'To', 'From', 'Call-ID']) {
      const line = original.split('\r\n').find((text) => text.startsWith(header));
      expect(method).toContain(`\r\n${line}\r\n`);
    }
    const body = await forwardedOf('invut');
    expect(body).toMatch(/<audio>\r\n <pcmu port="443"\/>\r\n<\/audio>\r\n$/);
    const vias = await forwardedOf('transports');
    expect(vias.match(/^Via: SIP\/2\.0\/\w+/gm)).toEqual(
      ['UDP', 'UDP', 'SCTP', 'TLS', 'UNKNOWN', 'TCP'].map((protocol) => `Via: SIP/2.0/${protocol}`),
    );
  });
});

describe('the registrar', () => {
  const contactsOf = (answer: WireText | undefined) => {
    const parsed = parseMessage(answer ?? '');
    return parsed.ok ? parsed.value.all(Contact) : [];
  };

  test('tells parameters of the Contact from those of its URI', async () => {
    const [first] = contactsOf((await tryAtServer(published(4475, 'cparam01'))).answers[0]);
    expect(first !== undefined && first !== '*' && formatUri(first.uri)).toBe('sip:+19725552222@gw1.example.net');
    const [second] = contactsOf((await tryAtServer(published(4475, 'cparam02'))).answers[0]);
    expect(second !== undefined && second !== '*' && formatUri(second.uri)).toBe(
      'sip:+19725552222@gw1.example.net;unknownparam',
    );
  });

  test('keeps an escaped header field in a Contact', async () => {
    const wire = published(4475, 'regescrt').replace('M: <sip:user@example.com', 'M: <sip:user@192.0.2.7');
    const [contact] = contactsOf((await tryAtServer(wire)).answers[0]);
    expect(contact !== undefined && contact !== '*' && formatNameAddr(contact)).toContain(
      '<sip:user@192.0.2.7?Route=%3Csip:sip.example.com%3E>',
    );
  });

  test('makes two bindings of contacts that differ by a NUL', async () => {
    const contacts = contactsOf((await tryAtServer(published(4475, 'escnull'))).answers[0]);
    expect(contacts.map((contact) => (contact === '*' ? '*' : formatUri(contact.uri))).toSorted()).toEqual([
      'sip:%00%00@host5.example.com',
      'sip:%00@host5.example.com',
    ]);
  });

  test('takes the REGISTER of a datagram and ignores what follows it', async () => {
    const { answers } = await tryAtServer(published(4475, 'dblreq'));
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain('\r\nCSeq: 8 REGISTER\r\n');
  });

  test('asks for credentials that it understands', async () => {
    const { answers } = await tryAtServer(published(4475, 'regaut01'), { auth: 'digest' });
    expect(answers.map(status)).toEqual([401]);
    expect(answers[0]).toContain('\r\nWWW-Authenticate: Digest ');
  });
});

test('hops and extensions are judged before credentials (§16.3)', async () => {
  const { answers } = await tryAtServer(published(4475, 'zeromf'), { auth: 'digest' });
  expect(answers.map(status)).toEqual([483]);
  const bext = await tryAtServer(published(4475, 'bext01'), { auth: 'digest' });
  expect(bext.answers[0]).toContain('\r\nUnsupported: noProxiesSupportThis, norDoAnyProxiesSupportThis\r\n');
});
