import { ladder } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { EdgeNetwork } from '../edge-network.ts';
import { lines } from '../scripted-end.ts';

const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';

function message(edge: EdgeNetwork) {
  return edge.alice.request('MESSAGE', bob, { from: alice, to: bob });
}

function largeInvite(edge: EdgeNetwork) {
  const request = edge.alice.request('INVITE', bob, { from: alice, to: bob });
  request.addRaw('Contact', '<sip:alice@alice.invalid;transport=ws>');
  request.setBody('application/sdp', 'v=0\r\n'.padEnd(8_000, 'a=x\r\n'));
  return request;
}

describe('what UDP loses', () => {
  test('the edge sends again, for the browser never will', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.net.part('edge', 'core');
    expect(
      await edge.net.run(async () => {
        const outcome = edge.alice.send(message(edge));
        await edge.sleep(1600);
        edge.net.heal('edge', 'core');
        await outcome;
      }),
    ).toEqual(ladder`
      0    alice -> edge MESSAGE
      0    edge -x core  MESSAGE
      500  edge -x core  MESSAGE
      1500 edge -x core  MESSAGE
      3500 edge -> alice 100         # RFC 4320
      3500 edge -> core  MESSAGE
      3500 core -> edge  200
      3500 edge -> alice 200`);
  });

  test('a lossy link: every call and message completes, and nothing arrives twice', async () => {
    const edge = new EdgeNetwork({ seed: 5 });
    edge.net.link({ loss: 0.25, duplicate: 0.1, reorder: 0.1, latencyMs: 20 }, ['edge', 'core']);
    await edge.register();
    // A 2xx would have to be sent again by the far end's core; any other final response is its transaction's affair.
    edge.core.onRequest = (request, transaction) => {
      edge.core.requests.push(request);
      transaction.respond(edge.core.answer(request, request.method === 'INVITE' ? 486 : 200));
    };
    for (let round = 0; round < 20; round++) {
      await edge.net.run(async () => {
        expect((await edge.alice.send(message(edge))).status).toBe(200);
        const call = edge.alice.request('INVITE', bob, { from: alice, to: bob });
        expect((await edge.alice.send(call)).status).toBe(486);
      });
    }
    const methods = edge.core.requests.map(({ method }) => method);
    expect(methods.filter((method) => method === 'MESSAGE')).toHaveLength(20);
    expect(methods.filter((method) => method === 'INVITE')).toHaveLength(20);
    const lost = edge.net.ladder.entries.filter((entry) => entry.isLost);
    expect(lost.length).toBeGreaterThan(10);
    await edge.net.expectNothingLeft(80_000);
    expect(edge.gateway.inProgress).toBe(0);
  });

  test('an INVITE that nobody answers gets 408, another request silence (RFC 4320)', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.net.part('edge', 'core');
    await edge.net.run(async () => {
      const invite = edge.alice.request('INVITE', bob, { from: alice, to: bob });
      expect((await edge.alice.send(invite)).status).toBe(408);
    });
    await edge.net.run(async () => {
      await expect(edge.alice.send(message(edge))).rejects.toThrow('timeout');
    });
    await edge.net.expectNothingLeft();
    expect(edge.gateway.inProgress).toBe(0);
  });

  test('timer C ends an INVITE that rings for ever', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.core.onRequest = (request, transaction) => transaction.respond(edge.core.answer(request, 180));
    await edge.net.run(async () => {
      const invite = edge.alice.request('INVITE', bob, { from: alice, to: bob });
      expect((await edge.alice.send(invite)).status).toBe(487);
      expect(edge.net.clock.now()).toBe(185_000);
    });
  });
});

describe('size', () => {
  test('a large INVITE goes by TCP, with its Via rewritten, and its ACK and CANCEL follow', async () => {
    const edge = new EdgeNetwork({ withTcp: true });
    await edge.register();
    edge.core.onRequest = (request, transaction) => {
      edge.core.requests.push(request);
      transaction.respond(edge.core.answer(request, 486));
    };
    const trace = await edge.net.run(() => edge.alice.send(largeInvite(edge)));
    expect(trace).toEqual(ladder`
      alice -> edge  INVITE
      edge  -> core  INVITE
      core  -> edge  486
      edge  -> core  ACK
      edge  -> alice 486
      alice -> edge  ACK`);
    const upstream = trace.entries.filter(({ from, to }) => [from, to].includes('core'));
    expect(upstream.map(({ protocol }) => protocol)).toEqual(['TCP', 'TCP', 'TCP']);
    const invite = edge.core.requests.at(-1)!;
    expect(lines(invite, 'Via')[0]).toMatch(/^SIP\/2\.0\/TCP 192\.0\.2\.1:5060;/);
    expect(invite.body).toHaveLength(8_000);
    await edge.net.expectNothingLeft();
  });

  test('falls back to UDP where TCP is refused', async () => {
    const edge = new EdgeNetwork({ withTcp: false });
    await edge.register();
    const trace = await edge.net.run(() => edge.alice.send(largeInvite(edge)));
    const invite = trace.entries.find(({ from }) => from === 'edge');
    expect(invite?.protocol).toBe('UDP');
    expect(edge.core.requests.at(-1)!.body).toHaveLength(8_000);
  });

  test('the edge takes large requests of the core by TCP', async () => {
    const edge = new EdgeNetwork({ withTcp: true });
    await edge.register();
    const request = edge.core.request('MESSAGE', 'sip:alice@alice.invalid', { from: bob, to: alice });
    request.addRaw('Route', edge.path);
    request.setBody('text/plain', 'x'.repeat(30_000));
    const trace = await edge.net.run(() => edge.core.send(request, edge.edgeTcpTarget));
    expect(trace.entries.map(({ protocol }) => protocol)).toEqual(['TCP', 'WS', 'WS', 'TCP']);
    expect(edge.alice.requests.at(-1)!.body).toHaveLength(30_000);
  });
});
