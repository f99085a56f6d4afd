import type { Call, Hold, IncomingCall, OutgoingCall } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { bodies } from '../support/bodies.ts';
import { AUDIO, pair, type Phone } from '../support/phones.ts';

type Step = 'out.hold' | 'out.resume' | 'in.hold' | 'in.resume';

async function talking(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }, video = false) {
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    void call.accept({ audio: true, video });
  };
  const out: OutgoingCall = alice.agent.call(bob.uri, { media: { audio: true, video } });
  await net.clock.advance(200);
  const incoming: IncomingCall = bob.calls[0]!;
  return { out, in: incoming };
}

function holdOf({ state }: Call): Hold | undefined {
  return state.kind === 'confirmed' ? state.hold : undefined;
}

/** What goes from one end to the other, at both ends. */
function flows({ alice, bob }: { alice: Phone; bob: Phone }): string {
  const way = ({ media }: Phone): string | undefined => media.newest?.direction('audio');
  return `${way(alice)} ${way(bob)}`;
}

describe.each([
  ['UDP', 0],
  ['WS', 20],
] as const)('over %s', (protocol, latencyMs) => {
  test.each<[readonly Step[], Hold, Hold, string]>([
    [['out.hold'], 'local', 'remote', 'sendonly recvonly'],
    [['in.hold'], 'remote', 'local', 'recvonly sendonly'],
    [['out.hold', 'in.hold'], 'both', 'both', 'inactive inactive'],
    [['in.hold', 'out.hold'], 'both', 'both', 'inactive inactive'],
    [['out.hold', 'out.resume'], 'none', 'none', 'sendrecv sendrecv'],
    [['out.hold', 'in.hold', 'out.resume'], 'remote', 'local', 'recvonly sendonly'],
    [['out.hold', 'in.hold', 'in.resume'], 'local', 'remote', 'sendonly recvonly'],
    [['out.hold', 'in.hold', 'out.resume', 'in.resume'], 'none', 'none', 'sendrecv sendrecv'],
    [['out.hold', 'in.hold', 'in.resume', 'out.resume'], 'none', 'none', 'sendrecv sendrecv'],
    [['out.hold', 'out.hold'], 'local', 'remote', 'sendonly recvonly'],
    [['out.resume'], 'none', 'none', 'sendrecv sendrecv'],
  ])('%j leads to %s and %s', async (steps, outHold, inHold, direction) => {
    const net = new VirtualNetwork({ link: { latencyMs } });
    const phones = pair(net, { protocol });
    const call = await talking(net, phones);
    for (const step of steps) {
      const [end, change] = step.split('.') as ['out' | 'in', 'hold' | 'resume'];
      const outcome = call[end][change]();
      await net.clock.advance(200);
      expect(await outcome).toEqual({ kind: 'done' });
    }
    expect([holdOf(call.out), holdOf(call.in)]).toEqual([outHold, inHold]);
    expect(flows(phones)).toBe(direction);
    call.out.hangUp();
    await net.expectNothingLeft();
    expect([phones.alice.media.openCount, phones.bob.media.openCount]).toEqual([0, 0]);
  });
});

test('a resume is told, even when the answer to an offer of the other end has no room for it', async () => {
  const net = new VirtualNetwork({ link: { latencyMs: 50 } });
  const phones = pair(net);
  const call = await talking(net, phones);
  for (const end of [call.out, call.in]) {
    void end.hold();
    await net.clock.advance(1000);
  }
  // They meet (491). bob comes first then: inactive, to which nothing but inactive can be answered (RFC 3264 §6.1).
  const resumed = call.out.resume();
  call.in.restartMedia();
  await net.clock.advance(10_000);
  expect(await resumed).toEqual({ kind: 'done' });
  expect([holdOf(call.out), holdOf(call.in)]).toEqual(['remote', 'local']);
  expect(flows(phones)).toBe('recvonly sendonly');
  call.out.hangUp();
  await net.expectNothingLeft();
});

describe('the last wish counts', () => {
  test('wishes that change nothing send nothing', async () => {
    const net = new VirtualNetwork();
    const call = await talking(net, pair(net));
    const trace = await net.run(async () => {
      expect(await call.out.resume()).toEqual({ kind: 'done' });
      expect(await call.out.setVideo(false)).toEqual({ kind: 'done' });
    });
    expect(trace).toEqual(ladder``);
  });

  test('wishes that come together are one offer', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const call = await talking(net, phones);
    const trace = await net.run(async () => {
      const outcomes = [
        call.out.hold(),
        call.out.setVideo(true),
        call.out.resume(),
        call.out.hold(),
        call.out.resume(),
      ];
      await net.settle();
      expect(await Promise.all(outcomes)).toEqual(outcomes.map(() => ({ kind: 'done' })));
    });
    expect(bodies(trace)).toEqual(['alice INVITE *', 'bob 200 *', 'alice ACK']);
    expect(call.out.sending).toMatchObject({ audio: true, video: true, hold: false });
    expect(flows(phones)).toBe('sendrecv sendrecv');
  });

  test('both ends hold at once: each is held by the other', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 30 } });
    const phones = pair(net);
    const call = await talking(net, phones);
    const outcomes = [call.out.hold(), call.in.hold()];
    await net.clock.advance(10_000);
    expect(await Promise.all(outcomes)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect([holdOf(call.out), holdOf(call.in)]).toEqual(['both', 'both']);
    expect(flows(phones)).toBe('inactive inactive');
  });

  test('one holds while the other resumes', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 30 } });
    const phones = pair(net);
    const call = await talking(net, phones);
    void call.in.hold();
    await net.clock.advance(500);
    const outcomes = [call.out.hold(), call.in.resume()];
    await net.clock.advance(10_000);
    expect(await Promise.all(outcomes)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect([holdOf(call.out), holdOf(call.in)]).toEqual(['local', 'remote']);
  });

  test('a wish before the answer is carried out after it', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const out = alice.agent.call(bob.uri, { media: AUDIO });
    const held = out.hold();
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    expect(await held).toEqual({ kind: 'done' });
    expect([holdOf(out), holdOf(bob.calls[0]!)]).toEqual(['local', 'remote']);
  });

  test('a wish that the end of the call overtakes', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 30 } });
    const call = await talking(net, pair(net));
    const held = call.out.hold();
    call.in.hangUp();
    await net.clock.advance(200);
    expect(await held).toMatchObject({ kind: 'failed', why: { kind: 'hung-up', by: 'remote' } });
    expect(await call.out.resume()).toMatchObject({ kind: 'failed', why: { kind: 'hung-up' } });
    await net.expectNothingLeft();
  });

  test('a wish that meets a lost connection is carried out on the next one', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net, { protocol: 'TCP' });
    const call = await talking(net, phones);
    net.part('alice', 'bob');
    const held = call.out.hold();
    await net.clock.advance(1000);
    for (const flow of phones.alice.transport.flows) net.cut(flow);
    net.heal('alice', 'bob');
    await net.settle();
    phones.alice.agent.flowRestored();
    await net.clock.advance(10_000);
    expect(await held).toEqual({ kind: 'done' });
    expect([holdOf(call.out), holdOf(call.in)]).toEqual(['local', 'remote']);
    call.in.hangUp();
    await net.expectNothingLeft();
  });
});

describe('a picture', () => {
  test('is added and dropped, and hold takes it along', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const call = await talking(net, phones);
    const ways = (): (string | undefined)[] => [
      phones.alice.media.newest?.direction('video'),
      phones.bob.media.newest?.direction('video'),
    ];
    expect(ways()).toEqual([undefined, undefined]);
    const step = async (change: () => Promise<unknown>): Promise<void> => {
      const outcome = change();
      await net.settle();
      expect(await outcome).toEqual({ kind: 'done' });
    };
    await step(() => call.out.setVideo(true));
    expect(ways()).toEqual(['sendonly', 'recvonly']);
    await step(() => call.in.setVideo(true));
    expect(ways()).toEqual(['sendrecv', 'sendrecv']);
    await step(() => call.in.hold());
    expect(ways()).toEqual(['recvonly', 'sendonly']);
    await step(() => call.in.resume());
    expect(ways()).toEqual(['sendrecv', 'sendrecv']);
    await step(() => call.out.setVideo(false));
    expect(ways()).toEqual(['recvonly', 'sendonly']);
    expect([call.out.sending.video, call.in.sending.video]).toEqual([false, true]);
    expect([phones.alice.media.endpoints.length, phones.bob.media.endpoints.length]).toEqual([1, 1]);
  });

  test('for which there is no camera costs the picture only', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const call = await talking(net, phones);
    phones.alice.media.newest!.failNext = 'no-device';
    const outcome = call.out.setVideo(true);
    await net.settle();
    expect(await outcome).toEqual({ kind: 'failed', why: { kind: 'media', error: 'no-device' } });
    expect(call.out.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    expect(call.out.sending.video).toBe(false);
    // And the session can be changed as before.
    const held = call.out.hold();
    await net.settle();
    expect(await held).toEqual({ kind: 'done' });
  });
});
