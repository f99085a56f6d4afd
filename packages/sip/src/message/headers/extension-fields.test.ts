import { describe, expect, test } from 'vitest';
import { nameAddr } from '../../grammar/name-addr.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import { sipUri } from '../../grammar/uri.ts';
import type { HeaderField } from '../header-field.ts';
import { createRequest } from '../sip-request.ts';
import {
  Diversion,
  HistoryInfo,
  PAssertedIdentity,
  PPreferredIdentity,
  ReferredBy,
  ReferTo,
  ReplyTo,
} from './addresses.ts';
import { AuthenticationInfo } from './authentication.ts';
import { AcceptContact, RejectContact } from './caller-preferences.ts';
import { Join, Replaces, TargetDialog } from './dialog-reference.ts';
import { AlertInfo, CallInfo, ErrorInfo } from './info-uris.ts';
import {
  AcceptEncoding,
  AcceptLanguage,
  AnswerMode,
  ContentDisposition,
  InfoPackage,
  PrivAnswerMode,
  RecvInfo,
} from './named.ts';
import { Timestamp } from './notices.ts';
import { RSeq } from './numbers.ts';
import { RAck } from './rack.ts';
import { MinSE, SessionExpires } from './session-timer.ts';
import {
  ContentEncoding,
  ContentLanguage,
  InReplyTo,
  MimeVersion,
  Organization,
  Privacy,
  ReferSub,
  RequestDisposition,
} from './words.ts';

function read<T>(field: HeaderField<T>, text: string): readonly T[] {
  const request = createRequest('OPTIONS', 'sip:x');
  request.addRaw(field.name, text);
  return request.all(field);
}

function written<T>(field: HeaderField<T>, ...values: T[]): string {
  const request = createRequest('OPTIONS', 'sip:x');
  request.setAll(field, values);
  return request.raw(field) ?? '';
}

/** The text is read as the value, and the value is written as the text, or as `normal`. */
function expectBoth<T>(field: HeaderField<T>, text: string, value: T, normal = text): void {
  expect(read(field, text)).toEqual([value]);
  expect(written(field, value)).toBe(normal);
  expect(read(field, normal)).toEqual([value]);
}

function expectMalformed(field: HeaderField<unknown>, ...texts: string[]): void {
  const judged = texts.map((text) => {
    const request = createRequest('OPTIONS', 'sip:x');
    request.addRaw(field.name, text);
    return { text, value: request.get(field), rule: request.malformed(field)?.rule };
  });
  expect(judged).toEqual(texts.map((text) => ({ text, value: undefined, rule: field.name })));
}

function expectRefused<T>(field: HeaderField<T>, ...values: T[]): void {
  for (const value of values) expect(() => written(field, value)).toThrow(RangeError);
}

const params = (entries: Record<string, string | undefined>) => new Map(Object.entries(entries));

describe('dialogs of other requests', () => {
  const value = { callId: '98732@sip.example.com', fromTag: 'r33th4x0r', toTag: 'ff87ff', params: NO_PARAMS };

  test('Replaces', () => {
    expectBoth(Replaces, '98732@sip.example.com;to-tag=ff87ff;from-tag=r33th4x0r', value);
    expectBoth(
      Replaces,
      '98732@sip.example.com ; from-tag=r33th4x0r;to-tag=ff87ff;early-only;x=y',
      { ...value, isEarlyOnly: true, params: params({ x: 'y' }) },
      '98732@sip.example.com;to-tag=ff87ff;from-tag=r33th4x0r;x=y;early-only',
    );
    expectMalformed(Replaces, '', 'x', 'x;to-tag=a', 'x;from-tag=a', ';to-tag=a;from-tag=b', 'x y;to-tag=a;from-tag=b');
    expectRefused(Replaces, { ...value, callId: 'a;b' }, { ...value, toTag: '' }, { ...value, callId: '' });
  });

  test('Join and Target-Dialog', () => {
    expectBoth(Join, '98732@sip.example.com;to-tag=ff87ff;from-tag=r33th4x0r', value);
    expectBoth(TargetDialog, '98732@sip.example.com;remote-tag=ff87ff;local-tag=r33th4x0r', value);
    expectMalformed(TargetDialog, 'x;to-tag=a;from-tag=b');
    expectRefused(Join, { ...value, callId: 'a,b' });
  });
});

describe('sessions and reliability', () => {
  test('Session-Expires and Min-SE', () => {
    expectBoth(SessionExpires, '4000;refresher=uac', { sec: 4000, refresher: 'uac', params: NO_PARAMS });
    expectBoth(SessionExpires, '90', { sec: 90, params: NO_PARAMS });
    expectBoth(
      SessionExpires,
      '90 ; Refresher = UAS ; x',
      { sec: 90, refresher: 'uas', params: params({ x: undefined }) },
      '90;x;refresher=uas',
    );
    expectBoth(MinSE, '60;lr', { sec: 60, params: params({ lr: undefined }) });
    for (const field of [SessionExpires, MinSE]) {
      expectMalformed(field, '', 'x', ';refresher=uac', '90 s', '-1');
      expectRefused(field, { sec: 1.5, params: NO_PARAMS }, { sec: -1, params: NO_PARAMS });
    }
    expectMalformed(SessionExpires, '90;refresher=us', '90;refresher');
  });

  test('RSeq and RAck', () => {
    expectBoth(RSeq, '988789', 988_789);
    expectMalformed(RSeq, '', 'x', '-1');
    expectRefused(RSeq, -1, 2 ** 32);
    expectBoth(RAck, '776656 1 INVITE', { rseq: 776_656, cseq: 1, method: 'INVITE' });
    expectBoth(RAck, '1 \t 2  INVITE', { rseq: 1, cseq: 2, method: 'INVITE' }, '1 2 INVITE');
    expectMalformed(RAck, '', '1', '1 2', '1 INVITE', '1 2 INVITE x', '4294967296 1 INVITE', '1 2147483648 INVITE');
    expectRefused(RAck, { rseq: -1, cseq: 1, method: 'X' }, { rseq: 1, cseq: 1, method: 'X Y' });
  });
});

describe('addresses of extensions', () => {
  test.each([ReplyTo, ReferTo, ReferredBy])('$name holds one', (field) => {
    const value = nameAddr(
      sipUri({ user: 'bob', host: 'biloxi.com', headers: 'Replaces=1%3Bto-tag%3D2' }),
      'Bob, "B"',
      params({ cid: '<20398823.2UWQFN309shb3@referrer.example>' }),
    );
    expectBoth(
      field,
      '"Bob, \\"B\\"" <sip:bob@biloxi.com?Replaces=1%3Bto-tag%3D2>;cid="<20398823.2UWQFN309shb3@referrer.example>"',
      value,
    );
    expectMalformed(field, '', '<sip:a', 'Bob <>');
  });

  test.each([HistoryInfo, Diversion, PAssertedIdentity, PPreferredIdentity])('$name holds several', (field) => {
    const values = [
      nameAddr({ scheme: 'tel', number: '+14085264000', params: NO_PARAMS }),
      nameAddr(sipUri({ user: 'a', host: 'b' }), undefined, params({ index: '1.1', mp: '1' })),
    ];
    expect(read(field, '<tel:+14085264000>, <sip:a@b>;index=1.1;mp=1')).toEqual(values);
    expectBoth(field, '<sip:a@b>;index=1.1;mp=1', values[1]);
    expectMalformed(field, '', 'a b', '<>', '<tel:+1');
  });
});

describe('names with parameters', () => {
  test('Info-Package and Recv-Info', () => {
    expectBoth(InfoPackage, 'dtmf;x="a b"', { name: 'dtmf', params: params({ x: 'a b' }) });
    expectMalformed(InfoPackage, '', 'a b', ';x');
    expectRefused(InfoPackage, { name: 'a b', params: NO_PARAMS });
    const values = [
      { name: 'conf', params: NO_PARAMS },
      { name: 'dtmf', params: params({ y: '1' }) },
    ];
    expect(read(RecvInfo, 'conf,dtmf;y=1')).toEqual(values);
    expect(written(RecvInfo, ...values)).toBe('conf, dtmf;y=1');
    expect(read(RecvInfo, '')).toEqual([]);
  });

  test('Accept-Encoding and Accept-Language', () => {
    expectBoth(AcceptEncoding, 'gzip;q=0.5', { name: 'gzip', params: params({ q: '0.5' }) });
    expectBoth(AcceptLanguage, 'en-gb;q=0.8', { name: 'en-gb', params: params({ q: '0.8' }) });
    expect(read(AcceptLanguage, 'da, en-gb;q=0.8, *').map(({ name }) => name)).toEqual(['da', 'en-gb', '*']);
    expectMalformed(AcceptLanguage, 'a b', 'a/b');
  });

  test('Content-Disposition', () => {
    expectBoth(ContentDisposition, 'session;handling=optional', {
      type: 'session',
      params: params({ handling: 'optional' }),
    });
    expectBoth(ContentDisposition, 'Render', { type: 'render', params: NO_PARAMS }, 'render');
    expectMalformed(ContentDisposition, '', '"x"', ';handling=optional', 'a/b');
    expectRefused(ContentDisposition, { type: '', params: NO_PARAMS });
  });

  test.each([AnswerMode, PrivAnswerMode])('$name', (field) => {
    expectBoth(field, 'Auto;require', { mode: 'auto', params: params({ require: undefined }) });
    expectBoth(field, 'manual', { mode: 'manual', params: NO_PARAMS }, 'Manual');
    expectMalformed(field, '', ';require', 'a b');
    expectRefused(field, { mode: 'a b', params: NO_PARAMS });
  });

  test.each([AcceptContact, RejectContact])('$name', (field) => {
    expectBoth(
      field,
      '*;mobility="fixed";+sip.message="TRUE";audio;require',
      params({ mobility: 'fixed', '+sip.message': 'TRUE', audio: undefined, require: undefined }),
    );
    expect(read(field, '*;a, *;b')).toEqual([params({ a: undefined }), params({ b: undefined })]);
    expectMalformed(field, '', 'audio', '*audio', '*;a="b');
    expectRefused(field, params({ 'a b': '1' }));
  });
});

describe('URIs that tell or play something', () => {
  test.each([AlertInfo, CallInfo, ErrorInfo])('$name', (field) => {
    expectBoth(field, '<http://www.example.com/alice/photo,1.jpg>;purpose=icon', {
      uri: 'http://www.example.com/alice/photo,1.jpg',
      params: params({ purpose: 'icon' }),
    });
    expectBoth(
      field,
      'urn:alert:source:internal ; x',
      { uri: 'urn:alert:source:internal', params: params({ x: undefined }) },
      '<urn:alert:source:internal>;x',
    );
    expect(read(field, '<http://a/>;purpose=icon , <http://b/> ;purpose=info')).toHaveLength(2);
    expectMalformed(field, '', '<>', '<http://a', '<a b>', ';x', '<a>b', '<a"b>');
    expectRefused(field, { uri: '', params: NO_PARAMS });
    expect(written(field, { uri: 'http://a/\r\n>x', params: NO_PARAMS })).toBe('<http://a/%0D%0A%3Ex>');
  });
});

describe('words and texts', () => {
  test('Privacy', () => {
    expect(read(Privacy, 'header; session;id')).toEqual(['header', 'session', 'id']);
    expect(read(Privacy, 'user, critical')).toEqual(['user', 'critical']);
    expect(written(Privacy, 'id', 'critical')).toBe('id;critical');
    expectMalformed(Privacy, '', 'a b', '"x"');
    expectRefused(Privacy, 'a;b', '');
    const request = createRequest('INVITE', 'sip:x');
    request.setAll(Privacy, ['id', 'header', 'critical']);
    request.replaceFirst(Privacy, 'user');
    expect(request.raw(Privacy)).toBe('user;header;critical');
    request.removeFirst(Privacy);
    expect(request.all(Privacy)).toEqual(['header', 'critical']);
  });

  test('Refer-Sub', () => {
    expectBoth(ReferSub, 'false', false);
    expectBoth(ReferSub, 'TRUE ;x=y', true, 'true');
    expectMalformed(ReferSub, '', 'no', 'true false');
  });

  test('In-Reply-To', () => {
    expect(read(InReplyTo, '70710@saturn.bell-tel.com, 17"320@x')).toEqual(['70710@saturn.bell-tel.com', '17"320@x']);
    expect(written(InReplyTo, 'a', 'b')).toBe('a, b');
    expectMalformed(InReplyTo, '', 'a b');
    expectRefused(InReplyTo, 'a,b', 'a b');
  });

  test('codings, languages, versions, organisations', () => {
    expect(read(ContentEncoding, 'gzip, deflate')).toEqual(['gzip', 'deflate']);
    expect(read(ContentLanguage, 'fr,de-CH')).toEqual(['fr', 'de-CH']);
    expect(written(RequestDisposition, 'no-fork', 'queue')).toBe('no-fork, queue');
    expectBoth(MimeVersion, '1.0', '1.0');
    expectBoth(Organization, 'Boxes by Bob, "Ltd"', 'Boxes by Bob, "Ltd"');
    for (const field of [ContentEncoding, ContentLanguage, RequestDisposition, MimeVersion]) {
      expectMalformed(field, '', 'a b', '"a"');
      expectRefused(field, 'a b', '');
    }
  });

  test('Timestamp', () => {
    expectBoth(Timestamp, '54.21', { time: '54.21' });
    expectBoth(Timestamp, '54 \t .5', { time: '54', delay: '.5' }, '54 .5');
    expectMalformed(Timestamp, '', 'x', '54 x', '.', '1.2.3', '1 2 3');
    expectRefused(Timestamp, { time: 'x' }, { time: '1', delay: '-1' }, { time: '1\r\n' });
  });

  test('Authentication-Info', () => {
    const value = new Map([
      ['qop', 'auth'],
      ['nextnonce', '47364c23432d2e131a5fb210812c'],
      ['nc', '00000001'],
    ]);
    expectBoth(AuthenticationInfo, 'qop=auth, nextnonce="47364c23432d2e131a5fb210812c", nc=00000001', value);
    expectMalformed(AuthenticationInfo, '', 'x', 'a="b', 'a=b c=d');
    expectRefused(AuthenticationInfo, new Map([['a b', 'c']]));
  });
});
