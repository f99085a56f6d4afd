import { type NotifierSubscription } from '@sidetone/sip';
import { FakeMediaEndpoint, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, phone } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';

/** Bob's phone talks with an end without a stack, which watches Bob in the same dialog (RFC 5057 §2). */
async function talkingAndWatched() {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'caller' });
  const caller = new ScriptedEnd(net, 'caller').towards('bob');
  const far = new FakeMediaEndpoint('far');
  const subscriptions: NotifierSubscription[] = [];
  bob.agent.serve('presence', (incoming) => {
    const subscription = incoming.accept();
    subscription.notify('text/plain', 'away');
    subscriptions.push(subscription);
  });
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    void call.accept(AUDIO);
  };
  const invite = caller.request('INVITE', 'sip:bob@biloxi.test', (request) =>
    request.setBody(SDP, far.describe(AUDIO)),
  );
  await net.clock.advance(10);
  const answer = caller.got(200);
  caller.follow('ACK', invite, answer, 1);
  caller.follow('SUBSCRIBE', invite, answer, 2, (request) => {
    request.addRaw('Event', 'presence');
    request.addRaw('Expires', '3600');
  });
  await net.clock.advance(10);
  caller.respond(caller.last('NOTIFY'), 200);
  await net.clock.advance(10);
  const call = bob.calls[0]!;
  expect([call.state.kind, subscriptions[0]?.state.kind]).toEqual(['confirmed', 'active']);
  return { net, bob, caller, call, invite, answer, subscription: subscriptions[0]! };
}

describe('a call and a subscription share a dialog (RFC 5057)', () => {
  test('the dialog lives until the last of them ends (§3.3)', async () => {
    const { net, bob, caller, call, invite, answer, subscription } = await talkingAndWatched();
    caller.follow('BYE', invite, answer, 3);
    await net.clock.advance(10);
    expect(call.state.kind).toBe('terminated');
    expect(bob.agent.load.dialogs).toBe(1);
    subscription.notify('text/plain', 'here');
    await net.clock.advance(10);
    caller.respond(caller.last('NOTIFY'), 200);
    // What is only for a call finds none.
    caller.follow('UPDATE', invite, answer, 4);
    await net.clock.advance(10);
    expect(caller.responses.at(-1)?.status).toBe(481);
    caller.follow('SUBSCRIBE', invite, answer, 5, (request) => {
      request.addRaw('Event', 'presence');
      request.addRaw('Expires', '0');
    });
    await net.clock.advance(10);
    caller.respond(caller.last('NOTIFY'), 200);
    await net.clock.advance(10);
    expect(bob.agent.load.dialogs).toBe(0);
    await net.expectNothingLeft();
  });

  test('481 to the one ends that one only (§5.1)', async () => {
    const { net, bob, caller, call, subscription } = await talkingAndWatched();
    void call.hold();
    await net.clock.advance(10);
    caller.respond(caller.last('INVITE'), 481);
    await net.clock.advance(10);
    expect(call.state).toMatchObject({ why: { kind: 'lost', status: 481 } });
    caller.respond(caller.last('BYE'), 481);
    await net.clock.advance(10);
    expect(subscription.state.kind).toBe('active');
    expect(bob.agent.load.dialogs).toBe(1);
  });

  test('404 to the one ends them all', async () => {
    const { net, bob, caller, call, subscription } = await talkingAndWatched();
    void call.hold();
    await net.clock.advance(10);
    caller.respond(caller.last('INVITE'), 404);
    await net.clock.advance(10);
    expect(call.state).toMatchObject({ why: { kind: 'lost', status: 404 } });
    caller.respond(caller.last('BYE'), 481);
    await net.clock.advance(10);
    expect(subscription.state.kind).toBe('terminated');
    expect(bob.agent.load.dialogs).toBe(0);
  });

  test('and so does 404 to the other', async () => {
    const { net, bob, caller, call, subscription } = await talkingAndWatched();
    subscription.notify('text/plain', 'here');
    await net.clock.advance(10);
    caller.respond(caller.last('NOTIFY'), 404);
    await net.clock.advance(10);
    expect(subscription.state.kind).toBe('terminated');
    expect(call.state).toMatchObject({ why: { kind: 'lost', status: 404 } });
    expect(bob.agent.load.dialogs).toBe(0);
    await net.expectNothingLeft();
  });

  test('480 and 488 to either end nothing', async () => {
    const { net, caller, call, subscription } = await talkingAndWatched();
    void call.hold();
    subscription.notify('text/plain', 'here');
    await net.clock.advance(10);
    caller.respond(caller.last('INVITE'), 488);
    caller.respond(caller.last('NOTIFY'), 480);
    await net.clock.advance(10);
    expect([call.state.kind, subscription.state.kind]).toEqual(['confirmed', 'active']);
  });
});
