import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { called, calling } from '../support/hostile.ts';

describe('a 2xx that crosses the end of a call', () => {
  test('comes again after the hang-up: it is acknowledged again, and there is one BYE', async () => {
    const net = new VirtualNetwork();
    const { bob, call, accept } = calling(net);
    await net.settle();
    const invite = bob.last('INVITE');
    await accept(invite);
    expect(call.state.kind).toBe('confirmed');
    call.hangUp();
    await net.settle();
    await accept(invite);
    expect(bob.all('ACK').length).toBe(2);
    expect(bob.all('BYE').length).toBe(1);
    bob.respond(bob.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('of one fork crosses CANCEL: the other forks are forgotten too', async () => {
    const net = new VirtualNetwork();
    const { alice, bob, call, accept } = calling(net);
    await net.settle();
    const invite = bob.last('INVITE');
    bob.respond(invite, 180, undefined, 'one');
    bob.respond(invite, 180, undefined, 'two');
    await net.settle();
    call.hangUp();
    await net.settle();
    bob.respond(bob.last('CANCEL'), 200);
    await accept(invite, 'two');
    expect(bob.all('BYE').length).toBe(1);
    bob.respond(bob.last('BYE'), 200);
    await net.expectNothingLeft();
    // An early dialog that still is there takes OPTIONS.
    bob.inDialog('OPTIONS', invite, 1, undefined, 'one');
    await net.settle();
    expect(bob.responses.at(-1)!.status).toBe(481);
    await alice.agent.stop();
  });
});

describe('an INVITE that expires (RFC 3261 §13.3.1)', () => {
  test('is answered 487 when its own time is over', async () => {
    const net = new VirtualNetwork();
    const { bob, invite, statuses } = called(net);
    invite((request) => request.addRaw('Expires', '5'));
    await net.settle();
    bob.calls[0]!.ring();
    await net.clock.advance(6000);
    expect(statuses().filter((status) => status >= 200)[0]).toBe(487);
    expect(bob.calls[0]!.state).toEqual({ kind: 'terminated', why: { kind: 'timeout', waitedFor: 'answer' } });
    await net.expectNothingLeft();
  });

  test('does not ring for ever because it says so', async () => {
    const net = new VirtualNetwork();
    const { bob, invite, statuses } = called(net);
    invite((request) => request.addRaw('Expires', '4294967295'));
    await net.settle();
    await net.clock.advance(181_000);
    expect(statuses().filter((status) => status >= 200)[0]).toBe(480);
    expect(bob.calls[0]!.state.kind).toBe('terminated');
    await net.expectNothingLeft();
  });
});
