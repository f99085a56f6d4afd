import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { nameAddr } from '../../grammar/name-addr.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import { sipUri } from '../../grammar/uri.ts';
import type { HeaderField } from '../header-field.ts';
import { createRequest } from '../sip-request.ts';
import {
  Contact,
  contactExpires,
  contactQ,
  From,
  PAssertedIdentity,
  Path,
  RecordRoute,
  Route,
  ServiceRoute,
  To,
} from './addresses.ts';
import { Authorization, ProxyAuthenticate, ProxyAuthorization, WwwAuthenticate } from './authentication.ts';
import { Accept, ContentLength, ContentType } from './content.ts';
import { CSeq } from './cseq.ts';
import { Event, SubscriptionState } from './event.ts';
import { Date as DateField, Reason, RetryAfter, Warning } from './notices.ts';
import { Expires, FlowTimer, MaxForwards, MinExpires } from './numbers.ts';
import * as front from '../index.ts';
import { Via } from './via.ts';
import {
  Allow,
  AllowEvents,
  CallId,
  Priority,
  ProxyRequire,
  Require,
  Server,
  SipETag,
  SipIfMatch,
  Subject,
  Supported,
  Unsupported,
  UserAgent,
} from './words.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

function read<T>(field: HeaderField<T>, text: string): readonly T[] {
  const request = createRequest('OPTIONS', 'sip:x');
  request.addRaw(field.name, text);
  return request.all(field);
}

function written<T>(field: HeaderField<T>, value: T): string {
  const request = createRequest('OPTIONS', 'sip:x');
  request.set(field, value);
  return request.raw(field) ?? '';
}

/** The text is read as the value, and the value is written as the text, or as `normal`. */
function expectBoth<T>(field: HeaderField<T>, text: string, value: T, normal = text): void {
  expect(read(field, text)).toEqual([value]);
  expect(written(field, value)).toBe(normal);
}

const params = (entries: Record<string, string | undefined>) => new Map(Object.entries(entries));

describe('Via', () => {
  test('its parts', () => {
    expectBoth(
      Via,
      'SIP/2.0/UDP pc33.atlanta.com:5066;branch=z9hG4bK87asdks7;received=192.0.2.1;rport=9988;maddr=224.0.0.1;keep',
      {
        protocol: 'UDP',
        host: 'pc33.atlanta.com',
        port: 5066,
        branch: 'z9hG4bK87asdks7',
        received: '192.0.2.1',
        rport: 9988,
        params: params({ maddr: '224.0.0.1', keep: undefined }),
      },
    );
    expectBoth(Via, 'SIP/2.0/WSS x.invalid;branch=b;rport', {
      protocol: 'WSS',
      host: 'x.invalid',
      branch: 'b',
      rport: 'requested',
      params: NO_PARAMS,
    });
    expectBoth(Via, 'SIP/2.0/TCP [2001:db8::9:1]:5060;received=2001:db8::1', {
      protocol: 'TCP',
      host: '[2001:db8::9:1]',
      port: 5060,
      received: '2001:db8::1',
      params: NO_PARAMS,
    });
  });

  test('written untidily', () => {
    expectBoth(
      Via,
      'sip / 2.0 / udp \t FOO.example.com : 5060 ; BRANCH = abc ;;rport=',
      { protocol: 'UDP', host: 'foo.example.com', port: 5060, branch: 'abc', rport: 'requested', params: NO_PARAMS },
      'SIP/2.0/UDP foo.example.com:5060;branch=abc;rport',
    );
  });

  test('another version is read, so that it can be answered', () => {
    expectBoth(Via, 'SIP/7.0/UDP a;branch=b', {
      protocol: 'UDP',
      version: 'SIP/7.0',
      host: 'a',
      branch: 'b',
      params: NO_PARAMS,
    });
    expect(() => written(Via, { protocol: 'UDP', version: 'SIP', host: 'a', params: NO_PARAMS })).toThrow(RangeError);
  });

  test('an IPv6 address in received has no brackets, and may come with them (RFC 5118 §4.5)', () => {
    const [via] = read(Via, 'SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3-111');
    expect(via?.received).toBe('2001:db8::9:255');
  });

  test('branches with odd characters survive', () => {
    const branch = 'z9hG4bK/a==+b?c"d\\e;,';
    expect(read(Via, written(Via, { protocol: 'UDP', host: 'a', branch, params: NO_PARAMS }))[0]?.branch).toBe(branch);
    expect(read(Via, 'SIP/2.0/UDP a;branch=z9hG4bK/a==+b?c')[0]?.branch).toBe('z9hG4bK/a==+b?c');
  });
});

describe('addresses', () => {
  const value = nameAddr(
    sipUri({ user: 'bob', host: 'biloxi.com', params: params({ lr: undefined }) }),
    'Bob',
    params({ x: '1' }),
  );
  test.each([From, To])('$name holds one', (field) => expectBoth(field, '"Bob" <sip:bob@biloxi.com;lr>;x=1', value));
  test.each([Route, RecordRoute, Path, ServiceRoute, Contact])('$name holds several', (field) => {
    expectBoth<unknown>(field, '"Bob" <sip:bob@biloxi.com;lr>;x=1', value);
    expect(read<unknown>(field, '"Bob" <sip:bob@biloxi.com;lr>;x=1, <sip:a>,<sip:b,c@d>')).toHaveLength(3);
  });

  test('a comma before the URI belongs to a display name without quotes', () => {
    const names = (text: string) => read(Contact, text).map((value) => (value === '*' ? '*' : value.displayName));
    expect(names('Bell, Alexander <sip:a@b>;q=1, Watson, Thomas <sip:c@d>, sip:e@f')).toEqual([
      'Bell, Alexander',
      'Watson, Thomas',
      undefined,
    ]);
    expect(names('"A, B" <sip:a@b>,<sip:c,d@e>')).toEqual(['A, B', undefined]);
    expect(read(PAssertedIdentity, 'Doe, Jane <tel:+1>, <sip:a@b>')).toHaveLength(2);
    // The star stands alone, and who writes it with others is told so.
    expect(read(Contact, '*, <sip:a@b>')).toHaveLength(2);
  });

  test('Contact may be a star', () => {
    expectBoth(Contact, '*', '*');
    expectBoth(Contact, ' * ', '*', '*');
    expect(read(Contact, '*;expires=0')).toEqual([]);
  });

  test('what a Contact says of lifetime and preference', () => {
    const contact = (text: string) => read(Contact, text)[0] ?? '*';
    expect(contactExpires(contact('<sip:a>;expires=60'))).toBe(60);
    expect(contactExpires(contact('<sip:a>;expires=x'))).toBeUndefined();
    expect(contactExpires(contact('<sip:a>'))).toBeUndefined();
    expect(contactExpires('*')).toBeUndefined();
    expect(contactQ(contact('<sip:a>;q=0.7'))).toBe(0.7);
    expect(contactQ(contact('<sip:a>;q=1'))).toBe(1);
    expect(contactQ(contact('<sip:a>;q=2'))).toBeUndefined();
    expect(contactQ(contact('<sip:a>;q'))).toBeUndefined();
    expect(contactQ('*')).toBeUndefined();
  });
});

describe('numbers and words', () => {
  test.each([MaxForwards, Expires, MinExpires, FlowTimer, ContentLength])('$name', (field) => {
    expectBoth(field, '70', 70);
    expect(read(field, 'x')).toEqual([]);
    expect(read(field, '')).toEqual([]);
    expect(read(field, '7x')).toEqual([]);
    expect(() => written(field, 1.5)).toThrow(RangeError);
  });

  test('numbers that are too large are the largest', () => {
    expect(read(MaxForwards, '300')).toEqual([255]);
    expect(read(Expires, '99999999999999999999')).toEqual([2 ** 32 - 1]);
    expect(read(Expires, '3600;x=y')).toEqual([3600]);
  });

  test.each([CallId, SipETag, SipIfMatch])('$name is a word', (field) => {
    expectBoth(field, 'f81d4fae-7dec@x.invalid', 'f81d4fae-7dec@x.invalid');
    expect(read(field, 'a b')).toEqual([]);
    expect(() => written(field, '')).toThrow(RangeError);
  });

  test.each([Subject, UserAgent, Server, Priority])('$name is text', (field) => {
    expect(read(field, written(field, 'Grüße, "du" <x> 😀'))).toEqual(['Grüße, "du" <x> 😀']);
  });

  test.each([Allow, AllowEvents, Supported, Require, ProxyRequire, Unsupported])(
    '$name is a list of tokens',
    (field) => {
      expect(read(field, ' a ,b.c,, d e, f ')).toEqual(['a', 'b.c', 'f']);
      expect(written(field, 'x-y')).toBe('x-y');
    },
  );

  test('CSeq', () => expectBoth(CSeq, '4711 INVITE', { number: 4711, method: 'INVITE' }));
});

describe('content', () => {
  test('types', () => {
    expectBoth(ContentType, 'application/sdp', { type: 'application/sdp', params: NO_PARAMS });
    expectBoth(
      ContentType,
      'Text/Plain ; Charset="UTF-8"',
      { type: 'text/plain', params: params({ charset: 'UTF-8' }) },
      'text/plain;charset=UTF-8',
    );
    expect(read(ContentType, 'text')).toEqual([]);
    expect(() => written(ContentType, { type: 'text', params: NO_PARAMS })).toThrow(RangeError);
  });

  test.each([
    ['application/sdp;', 'application/sdp'],
    ['APPLICATION / SDP ; ; charset = utf-8', 'application/sdp'],
    ['application/vnd.3gpp.ussd+xml', 'application/vnd.3gpp.ussd+xml'],
    ['multipart/mixed;boundary=----=_Part?1', 'multipart/mixed'],
    ['text/plain;charset', 'text/plain'],
  ])('%s is %s', (text, type) => {
    expect(read(ContentType, text).map((value) => value.type)).toEqual([type]);
  });

  test.each([
    '',
    '/',
    'application/',
    '/sdp',
    'application sdp',
    '"application/sdp"',
    'application/sdp x',
    'a/b/c',
    'a/b,c/d',
  ])('%j is no type', (text) => {
    expect(read(ContentType, text)).toEqual([]);
  });

  test('Content-Length is a number and nothing else', () => {
    for (const text of ['1 2', '1;x', '1,1', '+1', '0x1', '1.0', '-0']) expect(read(ContentLength, text)).toEqual([]);
    expect(read(ContentLength, ' 007\t')).toEqual([7]);
  });

  test('ranges', () => {
    expect(read(Accept, 'application/*;q=0.2, */*, application/sdp').map(({ type }) => type)).toEqual([
      'application/*',
      '*/*',
      'application/sdp',
    ]);
  });
});

describe('events', () => {
  test('a package', () => {
    expectBoth(Event, 'presence', { type: 'presence', params: NO_PARAMS });
    expectBoth(
      Event,
      'refer;id=93809824;x="a b"',
      { type: 'refer', id: '93809824', params: params({ x: 'a b' }) },
      'refer;x="a b";id=93809824',
    );
    expect(read(Event, '')).toEqual([]);
  });

  test('the state of a subscription', () => {
    expectBoth(SubscriptionState, 'active;expires=60', { state: 'active', expiresSec: 60, params: NO_PARAMS });
    expectBoth(SubscriptionState, 'terminated;reason=timeout;retry-after=5;x', {
      state: 'terminated',
      reason: 'timeout',
      retryAfterSec: 5,
      params: params({ x: undefined }),
    });
    expect(read(SubscriptionState, 'ACTIVE;EXPIRES=1')).toEqual([
      { state: 'active', expiresSec: 1, params: NO_PARAMS },
    ]);
    expect(read(SubscriptionState, ';expires=1')).toEqual([]);
  });
});

describe('notices', () => {
  test('Date', () => {
    expectBoth(DateField, 'Sat, 13 Nov 2010 23:29:00 GMT', Date.UTC(2010, 10, 13, 23, 29));
    expect(read(DateField, 'tomorrow')).toEqual([]);
  });

  test('Retry-After', () => {
    expectBoth(RetryAfter, '18000;duration=3600', { delaySec: 18000, durationSec: 3600 });
    expectBoth(RetryAfter, "120 (I'm in a \\(short\\) meeting)", {
      delaySec: 120,
      comment: "I'm in a (short) meeting",
    });
    expect(read(RetryAfter, '5 (a (nested) one);x')).toEqual([{ delaySec: 5, comment: 'a (nested) one' }]);
    expect(read(RetryAfter, 'soon')).toEqual([]);
    expect(read(RetryAfter, '949302838503028349304023988')).toEqual([{ delaySec: 2 ** 32 - 1 }]);
    expect(read(RetryAfter, '5 (never closed')).toEqual([]);
    expect(read(RetryAfter, '5 (x\\')).toEqual([]);
    expect(() => written(RetryAfter, { delaySec: -1 })).toThrow(RangeError);
  });

  test('Warning', () => {
    expectBoth(Warning, '370 devnull "Choose a \\"bigger\\" pipe"', {
      code: 370,
      agent: 'devnull',
      text: 'Choose a "bigger" pipe',
    });
    expect(read(Warning, '307 isi.edu "a, b", 301 x "c"')).toHaveLength(2);
    for (const text of ['37 x "y"', 'x "y"', '370 "y"', '370 x y', '370 x "y']) expect(read(Warning, text)).toEqual([]);
    expect(written(Warning, { code: 399, agent: 'a b,\r\nc', text: 'å\r\n' })).not.toMatch(/[\r\n]/);
    expect(() => written(Warning, { code: 1000, agent: 'x', text: '' })).toThrow(RangeError);
  });

  test('Reason', () => {
    expectBoth(Reason, 'SIP;cause=200;text="Call completed elsewhere"', {
      protocol: 'SIP',
      cause: 200,
      text: 'Call completed elsewhere',
      params: NO_PARAMS,
    });
    expect(read(Reason, 'Q.850;cause=16, SIP ;cause=600;x=y')).toEqual([
      { protocol: 'Q.850', cause: 16, params: NO_PARAMS },
      { protocol: 'SIP', cause: 600, params: params({ x: 'y' }) },
    ]);
    expect(read(Reason, ';cause=1')).toEqual([]);
    expect(() => written(Reason, { protocol: 'a b', params: NO_PARAMS })).toThrow(RangeError);
  });
});

describe('authentication', () => {
  const digest = {
    scheme: 'Digest',
    params: new Map([
      ['realm', 'a "b", c'],
      ['nonce', 'n'],
      ['algorithm', 'MD5'],
      ['qop', 'auth'],
    ]),
  };

  test('quotes are where they belong', () => {
    const challenge = 'Digest realm="a \\"b\\", c", nonce="n", algorithm=MD5, qop="auth"';
    expectBoth(WwwAuthenticate, challenge, digest);
    expectBoth(ProxyAuthenticate, challenge, digest);
    const credentials = challenge.replace('"auth"', 'auth');
    expectBoth(Authorization, credentials, digest);
    expectBoth(ProxyAuthorization, credentials, digest);
  });

  test.each([
    '',
    'Digest',
    'Digest ',
    'Digest x',
    'Digest a="b',
    'Digest a=b c=d',
    'Digest a=b, a=c',
    'Digest ="b"',
    'Digest a=b;c=d e',
  ])('%j is malformed', (text) => {
    expect(read(Authorization, text)).toEqual([]);
  });

  test('an unquoted value is read', () => {
    expect(read(Authorization, 'digest  nonce = abc/+== ,uri=sip:x@y')[0]).toEqual({
      scheme: 'digest',
      params: new Map([
        ['nonce', 'abc/+=='],
        ['uri', 'sip:x@y'],
      ]),
    });
  });

  test('a name that is no token is not written', () => {
    expect(() => written(Authorization, { scheme: 'Digest', params: new Map([['a b', 'c']]) })).toThrow(RangeError);
    expect(() => written(Authorization, { scheme: 'D d', params: new Map() })).toThrow(RangeError);
  });
});

/** Every header field that the front door has. */
const FIELDS: HeaderField<unknown>[] = Object.values<unknown>(front).filter(
  (value): value is HeaderField<unknown> => typeof value === 'object' && value !== null && 'split' in value,
);

test('every header field is tried', () => {
  // §20
  const names =
    'Accept Accept-Encoding Accept-Language Alert-Info Allow Authentication-Info Authorization Call-ID Call-Info Contact ' +
    'Content-Disposition Content-Encoding Content-Language Content-Length Content-Type CSeq Date Error-Info Expires From ' +
    'In-Reply-To Max-Forwards Min-Expires MIME-Version Organization Priority Proxy-Authenticate Proxy-Authorization ' +
    'Proxy-Require Record-Route Reply-To Require Retry-After Route Server Subject Supported Timestamp To Unsupported ' +
    'User-Agent Via Warning WWW-Authenticate';
  expect(FIELDS.map(({ name }) => name)).toEqual(expect.arrayContaining(names.split(' ')));
});

describe('every field', () => {
  const pieces = fc.constantFrom(
    'SIP/2.0/UDP ',
    'Digest ',
    'sip:a@b',
    '<sip:a@b>',
    'tel:1',
    '"',
    "'",
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
    '\t',
    'a',
    '12',
    'x=y',
    'Sat, 13 Nov 2010 23:29:00 GMT',
  );
  const valuesUpTo = (highest: number) => {
    const code = fc.integer({ min: 32, max: highest }).filter((value) => value !== 127);
    const junk = fc.string({ unit: code.map((value) => String.fromCharCode(value)), maxLength: 3 });
    return fc.array(fc.oneof(pieces, pieces, junk), { maxLength: 12 }).map((parts) => parts.join(''));
  };

  test.each(FIELDS)('$name: what is read of ASCII is written and read again as the same', (field) => {
    fc.assert(
      fc.property(valuesUpTo(126), (text) => {
        for (const value of read(field, text)) expect(read(field, written(field, value))).toEqual([value]);
      }),
      { numRuns: 300 },
    );
  });

  test.each(FIELDS)('$name: any bytes can be read; what is written is written again as the same', (field) => {
    fc.assert(
      fc.property(valuesUpTo(255), (text) => {
        for (const value of read(field, text)) {
          const first = written(field, value);
          expect(read(field, first).map((again) => written(field, again))).toEqual([first]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
