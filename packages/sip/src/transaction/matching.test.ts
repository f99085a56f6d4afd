import { describe, expect, test } from 'vitest';
import { Via } from '../message/headers/via.ts';
import { parseMessage } from '../message/parse-message.ts';
import type { SipRequest } from '../message/sip-request.ts';
import { clientKey, isUnique, serverKey, toTagOf } from './matching.ts';

interface Parts {
  readonly method: string;
  readonly uri: string;
  readonly via: string;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
}

const OLD: Parts = {
  method: 'INVITE',
  uri: 'sip:bob@192.0.2.2',
  via: 'SIP/2.0/UDP 192.0.2.3:5060;branch=1;maddr=192.0.2.9',
  from: '<sip:carol@example.test>;tag=c',
  to: '<sip:bob@192.0.2.2>',
  callId: 'x@192.0.2.3',
  cseq: 7,
};
const NEW: Parts = { ...OLD, via: 'SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bK1' };

function request(parts: Parts): SipRequest {
  const parsed = parseMessage(
    [
      `${parts.method} ${parts.uri} SIP/2.0`,
      `Via: ${parts.via}`,
      `From: ${parts.from}`,
      `To: ${parts.to}`,
      `Call-ID: ${parts.callId}`,
      `CSeq: ${parts.cseq} ${parts.method}`,
      '',
      '',
    ].join('\r\n'),
  );
  if (!parsed.ok || parsed.value.kind !== 'request') throw new Error('no request');
  return parsed.value;
}

function key(parts: Parts, method = parts.method, oldToTag?: string): string {
  const message = request(parts);
  return serverKey(message, message.get(Via)!, method, oldToTag);
}

describe('a branch with the cookie (§17.2.3)', () => {
  test.each([
    ['branch', { via: 'SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bK2' }],
    ['host of the sent-by', { via: 'SIP/2.0/UDP 192.0.2.4:5060;branch=z9hG4bK1' }],
    ['port of the sent-by', { via: 'SIP/2.0/UDP 192.0.2.3:5061;branch=z9hG4bK1' }],
    ['method', { method: 'MESSAGE' }],
  ])('another %s makes another transaction', (_what, change) => {
    expect(key({ ...NEW, ...change })).not.toBe(key(NEW));
  });

  test.each([
    ['Request-URI', { uri: 'sip:other@192.0.2.2' }],
    ['To tag', { to: '<sip:bob@192.0.2.2>;tag=b' }],
    ['From tag', { from: '<sip:carol@example.test>;tag=d' }],
    ['Call-ID', { callId: 'y' }],
    ['CSeq', { cseq: 8 }],
    ['letter case of the host', { via: 'SIP/2.0/UDP 192.0.2.3:5060 ; branch=z9hG4bK1;rport' }],
  ])('another %s makes none', (_what, change) => {
    expect(key({ ...NEW, ...change })).toBe(key(NEW));
  });

  test('an ACK belongs to its INVITE', () => {
    expect(key({ ...NEW, method: 'ACK' }, 'INVITE')).toBe(key(NEW));
  });
});

describe('a client of RFC 2543 (§17.2.3)', () => {
  test.each([
    ['Request-URI', { uri: 'sip:other@192.0.2.2' }],
    ['To tag', { to: '<sip:bob@192.0.2.2>;tag=b' }],
    ['From tag', { from: '<sip:carol@example.test>;tag=d' }],
    ['Call-ID', { callId: 'y' }],
    ['CSeq number', { cseq: 8 }],
    ['method', { method: 'OPTIONS' }],
    ['Via: transport', { via: 'SIP/2.0/TCP 192.0.2.3:5060;branch=1;maddr=192.0.2.9' }],
    ['Via: sent-by', { via: 'SIP/2.0/UDP 192.0.2.4:5060;branch=1;maddr=192.0.2.9' }],
    ['Via: branch', { via: 'SIP/2.0/UDP 192.0.2.3:5060;branch=2;maddr=192.0.2.9' }],
    ['Via: no branch', { via: 'SIP/2.0/UDP 192.0.2.3:5060;maddr=192.0.2.9' }],
    ['Via: parameter', { via: 'SIP/2.0/UDP 192.0.2.3:5060;branch=1;maddr=192.0.2.8' }],
  ])('another %s makes another transaction', (_what, change) => {
    expect(key({ ...OLD, ...change })).not.toBe(key(OLD));
  });

  test.each([
    ['display name', { from: 'Carol <sip:carol@example.test>;tag=c' }],
    ['order and case of Via parameters', { via: 'SIP / 2.0 / UDP 192.0.2.3:5060;MADDR=192.0.2.9;branch=1' }],
    ['note of where it came from', { via: `${OLD.via};received=198.51.100.1;rport=1024` }],
  ])('another %s makes none', (_what, change) => {
    expect(key({ ...OLD, ...change })).toBe(key(OLD));
  });

  test('the cookie alone says nothing (RFC 4475 §3.2.1)', () => {
    const bare = { ...OLD, via: 'SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bK' };
    expect(isUnique('z9hG4bK')).toBe(false);
    expect(key({ ...bare, callId: 'y' })).not.toBe(key(bare));
  });

  test('an ACK has the To tag of the response, its INVITE none', () => {
    const ack = { ...OLD, method: 'ACK', to: '<sip:bob@192.0.2.2>;tag=b' };
    expect(key(ack, 'INVITE')).not.toBe(key(OLD));
    expect(key(ack, 'INVITE', '')).toBe(key(OLD));
    expect(toTagOf(request(ack))).toBe('b');
  });
});

test('a response is matched by the branch, and that to a CANCEL by its method too (§17.1.3)', () => {
  expect(clientKey('z9hG4bK1', 'INVITE')).toBe('z9hG4bK1');
  expect(clientKey('z9hG4bK1', 'CANCEL')).not.toBe(clientKey('z9hG4bK1', 'INVITE'));
});
