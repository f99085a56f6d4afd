import type { PublicationState, SipRequest, SubscriptionState } from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';
const PIDF = 'application/pidf+xml';
const BACKOFF = { baseMs: 1000, maxMs: 30_000 };

function setUp() {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'server', backoff: BACKOFF, sessionExpiresSec: 0 });
  const server = new ScriptedEnd(net, 'server').towards('alice');
  return { net, alice, server };
}

/** What answers every request, from now on, with that status. */
function refuse(server: ScriptedEnd, status: number, retryAfter?: string): void {
  server.onRequest = (request) => {
    if (request.method === 'ACK') return;
    server.respond(request, status, (response) => {
      if (retryAfter !== undefined) response.addRaw('Retry-After', retryAfter);
    });
  };
}

describe('a change within a call that is put off for ever', () => {
  async function calling() {
    const { net, alice, server } = setUp();
    const far = new FakeMediaEndpoint('far');
    const accept = (request: SipRequest): void => {
      if (request.method !== 'ACK')
        server.respond(request, 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    };
    server.onRequest = accept;
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.clock.advance(100);
    expect(call.state.kind).toBe('confirmed');
    return { net, alice, server, call, accept };
  }

  test.each([
    [491, undefined, 12 * 4000],
    [480, undefined, 600_000],
    [503, '0', 600_000],
    [503, '1000', 12 * 60_000],
    [500, '1', 600_000],
  ])('%s (Retry-After %s) is given up, and says so; the call goes on', async (status, retryAfter, withinMs) => {
    const { net, server, call, accept } = await calling();
    refuse(server, status, retryAfter);
    const held = call.hold();
    await net.clock.advance(withinMs + 1000);
    await expect(held).resolves.toMatchObject({ kind: 'refused', status });
    expect(server.all('INVITE')).toHaveLength(1 + 13);
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    // Another wish is tried as the first one was.
    server.onRequest = accept;
    void call.hold();
    await net.clock.advance(100);
    expect(server.all('INVITE')).toHaveLength(1 + 14);
    call.hangUp();
    await net.clock.advance(100);
    await net.expectNothingLeft();
  });

  test('the other end is away for a while: 2, 4, 8 … s between', async () => {
    const { net, server, call, accept } = await calling();
    refuse(server, 480);
    const trace = await net.run(async () => {
      void call.hold();
      await net.clock.advance(15_000);
      server.onRequest = accept;
      await net.clock.advance(20_000);
    });
    expect(trace).toEqual(ladder`
      0     alice -> server INVITE
      0     server -> alice 480
      0     alice -> server ACK
      2000  alice -> server INVITE
      2000  server -> alice 480
      2000  alice -> server ACK
      6000  alice -> server INVITE
      6000  server -> alice 480
      6000  alice -> server ACK
      14000 alice -> server INVITE
      14000 server -> alice 480
      14000 alice -> server ACK
      30000 alice -> server INVITE
      30000 server -> alice 200
      30000 alice -> server ACK`);
    call.hangUp();
    await net.clock.advance(100);
    await net.expectNothingLeft();
  });

  test('a new endpoint that nobody takes ends the call', async () => {
    const { net, server, call } = await calling();
    call.restartMedia();
    await net.clock.advance(100);
    refuse(server, 491);
    // The path is not there yet: this one opens media anew.
    call.restartMedia();
    call.restartMedia();
    await net.clock.advance(60_000);
    expect(call.state).toMatchObject({ kind: 'terminated', why: { kind: 'rejected', by: 'remote', status: 491 } });
    await net.clock.advance(100);
    await net.expectNothingLeft();
  });
});

describe('SUBSCRIBE', () => {
  function subscribing() {
    const { net, alice, server } = setUp();
    const subscribe = () => {
      const subscription = alice.agent.subscribe(uri('sip:bob@biloxi.test'), { event: 'presence', accept: [PIDF] });
      const states: SubscriptionState['kind'][] = [];
      subscription.on('changed', ({ kind }) => states.push(kind));
      return { subscription, states };
    };
    return { net, server, subscribe };
  }

  test.each([
    [503, '0'],
    [480, undefined],
  ])('that gets %s (Retry-After %s) for ever ends after a hundred', async (status, retryAfter) => {
    const { net, server, subscribe } = subscribing();
    refuse(server, status, retryAfter);
    const { subscription, states } = subscribe();
    await net.clock.advance(2 * 3_600_000);
    expect(subscription.state).toMatchObject({ kind: 'terminated', why: { kind: 'failed', why: { status } } });
    expect(server.all('SUBSCRIBE')).toHaveLength(101);
    expect(states.at(-2)).toBe('retrying');
    await net.expectNothingLeft();
  });

  test('whose Min-Expires grows each time (423) ends', async () => {
    const { net, server, subscribe } = subscribing();
    let minSec = 10_000;
    server.onRequest = (request) => {
      minSec += 1;
      server.respond(request, 423, (response) => response.addRaw('Min-Expires', String(minSec)));
    };
    const { subscription } = subscribe();
    await net.settle();
    expect(subscription.state).toMatchObject({ kind: 'terminated', why: { kind: 'failed', why: { status: 423 } } });
    expect(server.all('SUBSCRIBE').map((request) => request.raw('Expires'))).toEqual([
      '3600',
      '10001',
      '10002',
      '10003',
    ]);
    await net.expectNothingLeft();
  });

  test('a refresh whose Min-Expires grows each time waits until it lapses', async () => {
    const { net, server, subscribe } = subscribing();
    const { subscription } = subscribe();
    await net.settle();
    const made = server.last('SUBSCRIBE');
    server.respond(made, 200, (response) => response.addRaw('Expires', '100'));
    server.inDialog('NOTIFY', made, 1, (request) => {
      request.addRaw('Event', 'presence');
      request.addRaw('Subscription-State', 'active;expires=100');
    });
    await net.settle();
    let minSec = 10_000;
    server.onRequest = (request) => {
      minSec += 1;
      server.respond(request, 423, (response) => response.addRaw('Min-Expires', String(minSec)));
    };
    subscription.refresh();
    await net.settle();
    expect(server.all('SUBSCRIBE')).toHaveLength(1 + 4);
    expect(subscription.state.kind).toBe('active');
    server.onRequest = undefined;
    const left = subscription.unsubscribe();
    await net.settle();
    server.respond(server.last('SUBSCRIBE'), 200);
    await net.clock.advance(40_000);
    await left;
    await net.expectNothingLeft();
  });

  test.each(['deactivated', 'timeout', 'probation;retry-after=1', 'giveup'])(
    'that is ended as soon as it is made (%s) is made less and less often, and not for ever',
    async (reason) => {
      const { net, server, subscribe } = subscribing();
      server.onRequest = (request) => {
        server.respond(request, 200, (response) => response.addRaw('Expires', '600'));
        for (const [number, state] of [`active;expires=600`, `terminated;reason=${reason}`].entries()) {
          server.inDialog('NOTIFY', request, number + 1, (notify) => {
            notify.addRaw('Event', 'presence');
            notify.addRaw('Subscription-State', state);
          });
        }
      };
      const { subscription } = subscribe();
      await net.clock.advance(60_000);
      expect(server.all('SUBSCRIBE').length).toBeLessThan(8);
      await net.clock.advance(2 * 3_600_000);
      expect(subscription.state).toEqual({
        kind: 'terminated',
        why: { kind: 'ended', reason: reason.split(';', 1).join('') },
      });
      expect(server.all('SUBSCRIBE')).toHaveLength(101);
      await net.expectNothingLeft();
    },
  );
});

test('PUBLISH that gets 503 for ever is given up, until the connection comes back', async () => {
  const { net, alice, server } = setUp();
  refuse(server, 503, '1');
  const publication = alice.agent.publish({ event: 'presence', contentType: PIDF, body: '<presence/>' });
  const states: PublicationState[] = [];
  publication.on('changed', (state) => states.push(state));
  await net.clock.advance(2 * 3_600_000);
  expect(server.all('PUBLISH')).toHaveLength(101);
  expect(publication.state).toMatchObject({ kind: 'failed', why: { kind: 'rejected', status: 503 } });
  expect(publication.state).not.toHaveProperty('retryAt');
  expect(states.at(-2)).toHaveProperty('retryAt');
  server.onRequest = (request) =>
    void server.respond(request, 200, (response) => {
      response.addRaw('SIP-ETag', 'one');
      response.addRaw('Expires', '600');
    });
  alice.agent.flowRestored();
  await net.settle();
  expect(publication.state.kind).toBe('published');
  void publication.remove();
  await net.clock.advance(100);
  await net.expectNothingLeft();
});

test.each([503, 480])(
  'MESSAGE that gets %s with Retry-After fails at once, and says when to try again',
  async (status) => {
    const { net, alice, server } = setUp();
    refuse(server, status, '30');
    const sent = alice.agent.sendMessage(uri('sip:bob@biloxi.test'), { contentType: 'text/plain', body: 'Hello' });
    await net.clock.advance(3_600_000);
    await expect(sent).resolves.toMatchObject({ kind: 'failed', why: { kind: 'rejected', status, retryAfterSec: 30 } });
    expect(server.all('MESSAGE')).toHaveLength(1);
    await net.expectNothingLeft();
  },
);

test('REGISTER is tried for as long as it is wanted', async () => {
  const { net, alice, server } = setUp();
  refuse(server, 503);
  alice.agent.registration.register();
  await net.clock.advance(3 * 3_600_000);
  expect(server.all('REGISTER').length).toBeGreaterThan(300);
  expect(alice.agent.registration.state).toHaveProperty('retryAt');
  void alice.agent.registration.unregister();
  await net.clock.advance(100);
  await net.expectNothingLeft();
});

test('NOTIFY that is put off is sent less and less often', async () => {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'watcher' });
  const watcher = new ScriptedEnd(net, 'watcher').towards('bob');
  bob.agent.serve('presence', (incoming) => incoming.accept().notify(PIDF, '<presence/>'));
  refuse(watcher, 503, '0');
  watcher.request('SUBSCRIBE', 'sip:bob@biloxi.test', (request) => {
    request.addRaw('Event', 'presence');
    request.addRaw('Expires', '600');
  });
  await net.clock.advance(200_000);
  const times = net.ladder.entries
    .filter(({ label }) => label.kind === 'request' && label.method === 'NOTIFY')
    .map(({ atMs }) => atMs);
  expect(times.map((at) => at - times[0]!)).toEqual([0, 5000, 15_000, 35_000, 75_000, 135_000, 195_000]);
  await net.clock.advance(600_000);
  await net.expectNothingLeft();
});

describe('REFER', () => {
  const report = (server: ScriptedEnd, refer: SipRequest, from: string, number: number): void =>
    void server.inDialog(
      'NOTIFY',
      refer,
      number,
      (request) => {
        request.addRaw('Event', 'refer');
        request.addRaw('Subscription-State', 'active;expires=3000');
        request.setBody('message/sipfrag', 'SIP/2.0 180 Ringing\r\n');
      },
      from,
    );

  test('that was forked to many ends listens to sixteen', async () => {
    const { net, alice, server } = setUp();
    const transfer = alice.agent.refer(uri('sip:bob@biloxi.test'), uri('sip:carol@biloxi.test'));
    await net.settle();
    const refer = server.last('REFER');
    server.respond(refer, 202);
    for (let i = 0; i < 40; i += 1) report(server, refer, `end-${i}`, 1);
    await net.settle();
    const answers = (status: number): number => server.responses.filter((known) => known.status === status).length;
    expect([answers(200), answers(481)]).toEqual([16, 24]);
    expect(transfer.state).toMatchObject({ kind: 'progress', status: 180 });
    // Those that are known go on.
    report(server, refer, 'end-3', 2);
    await net.settle();
    expect(answers(200)).toBe(17);
    await net.clock.advance(3_600_000);
    expect(transfer.state).toMatchObject({ kind: 'failed', why: { kind: 'timeout' } });
    await net.expectNothingLeft();
  });

  test('whose progress never ends is given up after an hour', async () => {
    const { net, alice, server } = setUp();
    const transfer = alice.agent.refer(uri('sip:bob@biloxi.test'), uri('sip:carol@biloxi.test'));
    await net.settle();
    const refer = server.last('REFER');
    server.respond(refer, 202);
    for (let i = 1; i < 70; i += 1) {
      report(server, refer, 'end', i);
      await net.clock.advance(60_000);
    }
    expect(transfer.state).toMatchObject({ kind: 'failed', why: { kind: 'timeout', waitedFor: 'answer' } });
    expect(server.responses.at(-1)?.status).toBe(481);
    await net.expectNothingLeft();
  });
});
