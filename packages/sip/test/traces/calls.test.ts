import type { Call, CallState } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, type Phone } from '../support/phones.ts';

function states(call: Call): CallState['kind'][] {
  const seen: CallState['kind'][] = [call.state.kind];
  call.on('changed', ({ state }) => {
    if (seen.at(-1) !== state.kind) seen.push(state.kind);
  });
  return seen;
}

/** Alice calls Bob, who rings. */
async function ringing(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }) {
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    call.ring();
  };
  const out = alice.agent.call(bob.uri, { media: AUDIO });
  await net.settle();
  return { out, in: bob.calls[0]! };
}

describe.each(['UDP', 'TCP'] as const)('over %s', (protocol) => {
  test('a call that is answered and hung up (after RFC 3665 §3.1)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { protocol });
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      const seen = { out: states(call.out), in: states(call.in) };
      expect(call.out.state).toMatchObject({ kind: 'early', status: 180 });
      await call.in.accept(AUDIO);
      await net.settle();
      expect(call.out.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
      expect(call.in.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
      expect(call.out.remote).toMatchObject({ uri: bob.uri });
      expect(alice.media.newest?.remote).toContain('o=');
      expect(bob.media.newest?.remote).toContain('o=');
      call.out.hangUp();
      await net.settle();
      expect(seen).toEqual({
        out: ['early', 'confirmed', 'terminated'],
        in: ['early', 'answering', 'confirmed', 'terminated'],
      });
      expect(call.out.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'local' } });
      expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'remote' } });
    });
    expect(trace).toEqual(ladder`
      alice -> bob   INVITE sip:bob@biloxi.test
      bob -> alice   180 INVITE
      bob -> alice   200 INVITE
      alice -> bob   ACK
      alice -> bob   BYE
      bob -> alice   200 BYE`);
    expect([alice.media.openCount, bob.media.openCount]).toEqual([0, 0]);
    await net.expectNothingLeft();
  });
});
