import { isSipUri, parseUri, type SipUri } from '@sidetone/sip';
import { expect, test } from 'vitest';
import { RouteSigner } from './record-route.ts';

const signer = new RouteSigner(new Uint8Array(16).fill(1));
const claim = { callId: 'call', fromTag: 'a' };

function uri(marks: string): SipUri {
  const parsed = parseUri(`sip:192.0.2.1:5060;lr${marks}`);
  if (!parsed.ok || !isSipUri(parsed.value)) throw new Error('the marks make no URI');
  return parsed.value;
}

test('a route is good for its dialog, from either end, and for no other', () => {
  const route = uri(signer.sign(claim));
  expect(signer.verify(route, 'call', ['a', 'b'])).toEqual({});
  expect(signer.verify(route, 'call', ['b', 'a'])).toEqual({});
  expect(signer.verify(route, 'call', ['b', 'c'])).toBeUndefined();
  expect(signer.verify(route, 'another', ['a', 'b'])).toBeUndefined();
  expect(new RouteSigner(new Uint8Array(16).fill(2)).verify(route, 'call', ['a'])).toBeUndefined();
});

test.each(['192.0.2.7', '2001:db8::7'])('the flow to %s is signed with it', (host) => {
  const flow = { protocol: 'TCP', host, port: 49_152 } as const;
  const marks = signer.sign({ ...claim, flow });
  expect(signer.verify(uri(marks), 'call', ['a'])).toEqual({ flow });
  expect(signer.verify(uri(marks.replace('49152', '49153')), 'call', ['a'])).toBeUndefined();
  expect(signer.verify(uri(marks.replace(/;flow=[^;]*/, '')), 'call', ['a'])).toBeUndefined();
});

test('a short secret is refused', () => {
  expect(() => new RouteSigner(new Uint8Array(15))).toThrow(RangeError);
});
