import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { telNumber } from './tel-uri.ts';
import { formatUri, isSipUri, isTelUri, parseUri, type SipUri, sipUri, type Uri, userText } from './uri.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

function parsed(text: string): Uri {
  const result = parseUri(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.reason} at ${result.error.offset}`);
  return result.value;
}

function sip(text: string): SipUri {
  const uri = parsed(text);
  if (!isSipUri(uri)) throw new Error(`not SIP: ${text}`);
  return uri;
}

describe('parsing SIP URIs', () => {
  test('all parts', () => {
    expect(sip('sips:alice:secretword@Atlanta.com:5061;transport=TCP;lr?subject=project%20x&priority=urgent')).toEqual({
      scheme: 'sips',
      user: 'alice',
      password: 'secretword',
      host: 'atlanta.com',
      port: 5061,
      params: new Map([
        ['transport', 'TCP'],
        ['lr', undefined],
      ]),
      headers: 'subject=project%20x&priority=urgent',
    });
  });

  // RFC 3261 §19.1.3
  test.each([
    'sip:alice@atlanta.com',
    'sip:alice:secretword@atlanta.com;transport=tcp',
    'sips:alice@atlanta.com?subject=project%20x&priority=urgent',
    'sip:+1-212-555-1212:1234@gateway.com;user=phone',
    'sips:1212@gateway.com',
    'sip:alice@192.0.2.4',
    'sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com',
    'sip:alice;day=tuesday@atlanta.com',
    'sip:[2001:db8::1]:5060;lr',
    'sip:a@[::ffff:192.0.2.1]',
    "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com".replace(
      'weird!*pas$wo~d_too',
      'weird!*paswo~d_too',
    ),
  ])('%s is written as it was', (text) => {
    expect(formatUri(parsed(text))).toBe(text);
  });

  test('a user in canonical form: equal users are equal strings', () => {
    expect(sip('sip:%61lice%2d@x').user).toBe('alice-');
    expect(sip('sip:a%3bb@x').user).toBe('a%3Bb');
    expect(sip('sip:a;b@x').user).toBe('a;b');
  });

  test('what people type is read leniently', () => {
    expect(sip('  sip:*31#+358401@host  ').user).toBe('*31%23+358401');
    expect(userText(sip('sip:*31#@host'))).toBe('*31#');
    expect(sip('sip:100%@host').user).toBe('100%25');
    expect(sip('sip:åsa@host').user).toBe('%C3%A5sa');
    expect(sip('sip:Ã¥sa@host').user).toBe('%C3%A5sa');
    expect(sip('sip:Łukasz😀@host').user).toBe('%C5%81ukasz%F0%9F%98%80');
    expect(userText(sip('sip:Łukasz😀@host'))).toBe('Łukasz😀');
    expect(sip('SIP:@HOST')).toEqual(sipUri({ host: 'host' }));
    expect(sip('sip:my_host').host).toBe('my_host');
    expect(sip('sip:a@b;x=#1;y#z=2').params.get('x')).toBe('%231');
    expect(formatUri(sip('sip:a@b;lr#top'))).toBe('sip:a@b;lr%23top');
    expect(formatUri(sip('sip:a@b#top'))).toBe('sip:a@b');
    expect(formatUri(sip('sip:a@[2001:db8:::192.0.2.1]'))).toBe('sip:a@[2001:db8::192.0.2.1]');
  });

  test('an escaped separator stays escaped, in every part', () => {
    const text = 'sip:a%40b%3Bc:p%3Aw@d;e%3Bf=g%3Dh%3Bi;j=%25%34%31?k%26l=m%3Dn%26o';
    expect(formatUri(parsed(text))).toBe('sip:a%40b%3Bc:p%3Aw@d;e%3Bf=g%3Dh%3Bi;j=%2541?k%26l=m%3Dn%26o');
    expect(formatUri(parsed(formatUri(parsed(text))))).toBe(formatUri(parsed(text)));
  });

  test('what need not be escaped is not, in names and values of parameters too', () => {
    // RFC 4475 §3.1.1.3
    expect([...sip('sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31').params]).toEqual([
      ['lr', undefined],
      ['name', 'value%2541'],
    ]);
    expect(sip('sip:a@b?%53ubject=%61').headers).toBe('Subject=a');
  });

  test.each([
    '',
    ' ',
    ':',
    'sip',
    'sip:',
    'alice@atlanta.com',
    '1sip:x',
    'sip:a@',
    'sip:a b@c',
    'sip:a@b c',
    'sip:a@b@c',
    'sip:a@b:99999',
    'sip:a@b:x',
    'sip:a@b:',
    'sip:a@b:1:2',
    'sip:a@[::1',
    'sip:a@[]',
    'sip:a@[zz]',
    'sip:a@b"',
    'sip:<a@b>',
    'sip:a@b>',
    'sip:a@b\r\nVia: x',
    'sip:a@b,c',
    'sip:a@[1]',
    'sip:a@[1:2]',
    'sip:a@b|c',
    'tel:',
    'tel:+',
    'tel:hello',
    'tel:12 34',
    'mailto:',
    '%%:x',
  ])('%j is no URI', (text) => {
    const result = parseUri(text);
    expect(result).toMatchObject({ ok: false, error: { statusHint: 400, rule: 'URI' } });
    expect(result.ok ? Infinity : result.error.offset).toBeLessThanOrEqual(text.length);
  });

  test('an error says where', () => {
    const result = parseUri('sip:alice@exa mple.com');
    expect(result.ok ? undefined : result.error.offset).toBe(13);
  });
});

describe('other schemes', () => {
  test('a telephone number', () => {
    const uri = parsed('tel:+358-40-(123).45;ext=7;phone-context=example.com');
    expect(uri).toEqual({
      scheme: 'tel',
      number: '+358-40-(123).45',
      params: new Map([
        ['ext', '7'],
        ['phone-context', 'example.com'],
      ]),
    });
    expect(isTelUri(uri) && telNumber(uri)).toBe('+3584012345');
    expect(formatUri(uri)).toBe('tel:+358-40-(123).45;ext=7;phone-context=example.com');
  });

  test('one that is not known is kept whole', () => {
    expect(parsed('HTTP://example.com/?a=b')).toEqual({ scheme: 'http', text: 'HTTP://example.com/?a=b' });
    expect(formatUri(parsed('urn:service:sos'))).toBe('urn:service:sos');
  });
});

describe('writing', () => {
  test('what could end a URI where it stands is escaped', () => {
    const uri = sipUri({
      user: 'a b>@"\r\nå',
      password: 'p:@/',
      host: 'h\r\n>:x',
      params: new Map([
        ['na;me', 'v>;?=al,"ue'],
        ['flag', undefined],
      ]),
      headers: 'a=b>\r\nc',
    });
    const text = formatUri(uri);
    expect(text).not.toMatch(/[\s<>"]/);
    expect(parseUri(text).ok).toBe(true);
    expect(sip(text).params.get('na%3bme')).toBe('v%3E%3B%3F%3Dal%2C%22ue');
  });

  test('an IPv6 host gets its brackets', () => {
    expect(formatUri(sipUri({ host: '2001:db8::1', port: 5060 }))).toBe('sip:[2001:db8::1]:5060');
  });

  test('any SIP URI is one URI, and writing it again changes nothing', () => {
    const anyUri = fc.record(
      {
        user: fc.string({ minLength: 1, unit: 'binary' }),
        password: fc.string(),
        host: fc.string({ minLength: 1 }),
        port: fc.integer({ min: 0, max: 65535 }),
        params: fc.dictionary(fc.string({ minLength: 1 }), fc.option(fc.string(), { nil: undefined })),
        headers: fc.string(),
      },
      { requiredKeys: ['host', 'params'] },
    );
    fc.assert(
      fc.property(anyUri, ({ params, ...parts }) => {
        const text = formatUri(sipUri({ ...parts, params: new Map(Object.entries(params)) }));
        expect(text).not.toMatch(/[\s<>"\u007f-\uffff]/);
        const again = parseUri(text);
        if (!again.ok) return;
        expect(formatUri(again.value)).toBe(formatUri(parsed(formatUri(again.value))));
      }),
    );
  });

  test('a URI of allowed characters is read as it was written', () => {
    const from = (characters: string) =>
      fc.string({ unit: fc.constantFrom(...characters.split('')), minLength: 1, maxLength: 12 });
    const word = from("abcXYZ019-_.!~*'()");
    const uri = fc.record(
      {
        scheme: fc.constantFrom('sip' as const, 'sips' as const),
        user: from("abcXYZ019-_.!~*'()&=+$,;?/"),
        host: from('abcxyz019-'),
        port: fc.integer({ min: 1, max: 65535 }),
        params: fc
          .dictionary(from('abcxyz'), fc.option(word, { nil: undefined }))
          .map((params) => new Map(Object.entries(params))),
        headers: from('abc=&'),
      },
      { requiredKeys: ['scheme', 'host', 'params'] },
    );
    fc.assert(
      fc.property(uri, (value) => {
        expect(parsed(formatUri(value))).toEqual(value);
      }),
    );
  });

  test('parsing never throws and the offset is inside the text', () => {
    const pieces = fc.constantFrom(
      'sip:',
      'sips:',
      'tel:',
      '@',
      ':',
      ';',
      '?',
      '=',
      '%',
      '%41',
      '[',
      ']',
      '<',
      '"',
      'a',
      '1',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 }))), (parts) => {
        const text = parts.join('');
        const result = parseUri(text);
        expect(result.ok ? 0 : result.error.offset).toBeLessThanOrEqual(text.length);
        expect(result.ok ? parseUri(formatUri(result.value)).ok : true).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
