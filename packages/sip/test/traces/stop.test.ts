import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { called } from '../support/hostile.ts';
import { AUDIO } from '../support/phones.ts';

describe('the user agent stops', () => {
  test('while the person thinks about a referral', async () => {
    const net = new VirtualNetwork();
    const { bob, caller } = called(net);
    bob.agent.onReferral = () => undefined;
    caller.request('REFER', 'sip:bob@biloxi.test', (request) => request.addRaw('Refer-To', '<sip:carol@biloxi.test>'));
    caller.onRequest = (request) => caller.respond(request, 200);
    await net.clock.advance(17_000);
    await net.run(() => bob.agent.stop());
    expect(caller.last('NOTIFY').raw('Subscription-State')).toContain('terminated');
    expect(caller.last('NOTIFY').bodyText()).toContain('480');
    await net.expectNothingLeft();
  });

  test('before a referral was answered', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, statuses } = called(net);
    bob.agent.onReferral = () => undefined;
    caller.request('REFER', 'sip:bob@biloxi.test', (request) => request.addRaw('Refer-To', '<sip:carol@biloxi.test>'));
    await net.clock.advance(1000);
    await net.run(() => bob.agent.stop());
    expect(statuses()).toEqual([480]);
    await net.expectNothingLeft();
  });

  test('while a call rings, and while one opens its microphone', async () => {
    const net = new VirtualNetwork();
    const { bob, invite, statuses } = called(net);
    invite();
    await net.settle();
    void bob.calls[0]!.accept(AUDIO);
    await net.run(() => bob.agent.stop());
    expect(statuses().filter((status) => status >= 200)).toEqual([480]);
    await net.expectNothingLeft();
    expect(bob.media.openCount).toBe(0);
  });

  test('before the ACK has come: the call is ended all the same', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 50 } });
    const { bob, caller, invite, within } = called(net);
    invite();
    await net.clock.advance(60);
    await bob.calls[0]!.accept(AUDIO);
    await net.clock.advance(60);
    const stopped = net.run(() => bob.agent.stop());
    within('ACK', 1);
    caller.onRequest = (request) => caller.respond(request, 200);
    await stopped;
    expect(caller.all('BYE').length).toBe(1);
    await net.expectNothingLeft();
  });

  test('with a call whose BYE is lost at first', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, invite, within } = called(net);
    invite();
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    within('ACK', 1);
    await net.settle();
    caller.onRequest = (request) => caller.respond(request, 200);
    net.part('bob', 'caller');
    const stopped = bob.agent.stop();
    await net.clock.advance(300);
    net.heal('bob', 'caller');
    await net.clock.advance(3000);
    await stopped;
    expect(caller.all('BYE').length).toBe(1);
    await net.expectNothingLeft();
  });
});
