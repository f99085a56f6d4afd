import { type SipRequest } from '@sidetone/sip';
import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { called } from '../support/hostile.ts';
import { AUDIO } from '../support/phones.ts';

describe('a peer that does not play along', () => {
  test('raises Min-SE each time: the change is given up', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, invite, within } = called(net);
    invite();
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    within('ACK', 1);
    await net.settle();
    let minSec = 100;
    caller.onRequest = (request: SipRequest) => {
      minSec += 1;
      if (request.method === 'INVITE')
        caller.respond(request, 422, (response) => response.addRaw('Min-SE', String(minSec)));
      else if (request.method !== 'ACK') caller.respond(request, 200);
    };
    const held = bob.calls[0]!.hold();
    await net.clock.advance(2000);
    expect(caller.all('INVITE').length).toBeLessThan(6);
    expect(await held).toMatchObject({ kind: 'refused', status: 422 });
    expect(bob.calls[0]!.state.kind).toBe('confirmed');
    bob.calls[0]!.hangUp();
    await net.expectNothingLeft();
  });

  test('answers a re-INVITE with 180 only: the hang-up takes that back too', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, invite, within } = called(net);
    invite();
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    within('ACK', 1);
    await net.settle();
    caller.onRequest = (request: SipRequest) => {
      if (request.method === 'INVITE') caller.respond(request, 180);
      else if (request.method !== 'ACK') caller.respond(request, 200);
    };
    void bob.calls[0]!.hold();
    await net.settle();
    bob.calls[0]!.hangUp();
    await net.settle();
    expect(caller.requests.slice(-3).map(({ method }) => method)).toEqual(['INVITE', 'CANCEL', 'BYE']);
    await net.expectNothingLeft();
  });
});
