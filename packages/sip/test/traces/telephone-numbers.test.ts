import { createRequest, CSeq, formatUri } from '@sidetone/sip';
import { FakeMediaEndpoint, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { AUDIO, phone } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

test.each([
  ['<tel:+358-40-123>;tag=pstn', '<tel:7042;phone-context=biloxi.test>'],
  ['"Bell, A" <tel:*31%2340123>;tag=pstn', 'tel:7042'],
  ['Åsa, Dr <tel:+1;ext=2>;tag=pstn', '<sip:+1-7042@biloxi.test;user=phone>'],
])('a call from %s to %s rings, is answered and ended (RFC 3966 §9)', async (from, to) => {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'gateway' });
  const gateway = new ScriptedEnd(net, 'gateway').towards('bob');
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    void call.accept(AUDIO);
  };
  const invite = gateway.request('INVITE', 'sip:bob@biloxi.test', (request) => {
    request.remove('From');
    request.remove('To');
    request.addRaw('From', from);
    request.addRaw('To', to);
    request.setBody('application/sdp', new FakeMediaEndpoint('far').describe(AUDIO));
  });
  await net.settle();
  const answer = gateway.responses.at(-1)!;
  expect(answer.status).toBe(200);
  expect(answer.raw('From')).toBe(invite.raw('From'));
  expect(answer.raw('To')).toContain(invite.raw('To'));
  const [call] = bob.calls;
  expect(formatUri(call!.remote.uri)).toBe(/<(.*)>/.exec(from)?.[1]);

  const ack = createRequest('ACK', answer.raw('Contact')!.slice(1, -1));
  for (const [source, field] of [
    [invite, 'From'],
    [answer, 'To'],
    [invite, 'Call-ID'],
  ] as const)
    ack.copyLines(source, field);
  ack.set(CSeq, { number: 1, method: 'ACK' });
  gateway.send(ack);
  await net.settle();
  call!.hangUp();
  await net.settle();
  const bye = gateway.requests.at(-1)!;
  expect(bye.method).toBe('BYE');
  // Their To is our From: the number, with its tag.
  expect(bye.raw('To')).toMatch(/<tel:.*>;tag=pstn$/);
  await net.expectNothingLeft();
});
