import { ladder } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { EdgeNetwork } from '../edge-network.ts';
import { recordRoutesOf, routesOf } from '../scripted-end.ts';

const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';

describe('MESSAGE', () => {
  test('from a client', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const request = edge.alice.request('MESSAGE', bob, { from: alice, to: bob });
    request.setBody('text/plain', 'gr\u00fc\u00dfe');
    expect(await edge.net.run(() => edge.alice.send(request))).toEqual(ladder`
      alice -> edge  MESSAGE sip:bob@example.test
      edge  -> core  MESSAGE sip:bob@example.test
      core  -> edge  200
      edge  -> alice 200`);
    const received = edge.core.requests.at(-1)!;
    expect(received.bodyText()).toBe('gr\u00fc\u00dfe');
    expect(recordRoutesOf(received)).toEqual([]);
    await edge.net.expectNothingLeft();
  });

  test('to a client', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const request = edge.core.request('MESSAGE', 'sip:alice@alice.invalid', { from: bob, to: alice });
    request.addRaw('Route', edge.path);
    request.setBody('text/plain', 'hello');
    expect(await edge.net.run(() => edge.core.send(request, edge.edgeTarget))).toEqual(ladder`
      core  -> edge  MESSAGE sip:alice@alice.invalid
      edge  -> alice MESSAGE sip:alice@alice.invalid
      alice -> edge  200
      edge  -> core  200`);
    const received = edge.alice.requests.at(-1)!;
    expect(received.bodyText()).toBe('hello');
    expect(received.raw('Max-Forwards')).toBe('69');
    expect(routesOf(received)).toEqual([]);
    await edge.net.expectNothingLeft();
  });
});

describe('subscriptions', () => {
  test('SUBSCRIBE is recorded, and the NOTIFY comes back to the client', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const subscribe = edge.alice.request('SUBSCRIBE', bob, { from: alice, to: bob });
    subscribe.addRaw('Contact', '<sip:alice@alice.invalid;transport=ws>');
    await edge.net.run(() => edge.alice.send(subscribe));
    const routes = recordRoutesOf(edge.core.requests.at(-1)!);
    const notify = edge.core.request('NOTIFY', 'sip:alice@alice.invalid;transport=ws', { from: bob, to: alice });
    notify.remove('Call-ID');
    notify.addRaw('Call-ID', edge.core.requests.at(-1)!.raw('Call-ID')!);
    for (const route of routes) notify.addRaw('Route', route);
    expect(await edge.net.run(() => edge.core.send(notify, edge.edgeTarget))).toEqual(ladder`
      core  -> edge  NOTIFY
      edge  -> alice NOTIFY
      alice -> edge  200
      edge  -> core  200`);
    expect(routesOf(edge.alice.requests.at(-1)!)).toEqual([]);
    expect(recordRoutesOf(edge.alice.requests.at(-1)!)).toHaveLength(2);
  });
});

describe('what is not forwarded', () => {
  test('a request without hops left gets 483', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const request = edge.alice.request('OPTIONS', bob, { from: alice, to: bob });
    request.remove('Max-Forwards');
    request.addRaw('Max-Forwards', '0');
    await edge.net.run(async () => expect((await edge.alice.send(request)).status).toBe(483));
    expect(edge.core.requests.map(({ method }) => method)).not.toContain('OPTIONS');
  });

  test('a request without Max-Forwards gets 70', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const request = edge.alice.request('OPTIONS', bob, { from: alice, to: bob });
    request.remove('Max-Forwards');
    await edge.net.run(async () => expect((await edge.alice.send(request)).status).toBe(200));
    expect(edge.core.requests.at(-1)!.raw('Max-Forwards')).toBe('70');
  });

  test('Proxy-Require gets 420 with what is not supported', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const request = edge.alice.request('OPTIONS', bob, { from: alice, to: bob });
    request.addRaw('Proxy-Require', 'foo, bar');
    await edge.net.run(async () => {
      const response = await edge.alice.send(request);
      expect(response.status).toBe(420);
      expect(response.raw('Unsupported')).toBe('foo, bar');
    });
  });

  test('sips: never leaves over UDP', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const request = edge.alice.request('OPTIONS', 'sips:bob@example.test', { from: alice, to: bob });
    await edge.net.run(async () => expect((await edge.alice.send(request)).status).toBe(416));
  });

  test('too many requests in progress get 503 with Retry-After', async () => {
    const edge = new EdgeNetwork({ maxInProgress: 1 });
    await edge.register();
    edge.core.onRequest = () => undefined;
    await edge.net.run(async () => {
      const first = edge.alice.start(edge.alice.request('OPTIONS', bob, { from: alice, to: bob }));
      first.final.catch(() => undefined);
      const response = await edge.alice.send(edge.alice.request('OPTIONS', bob, { from: alice, to: bob }));
      expect(response.status).toBe(503);
      expect(response.raw('Retry-After')).toBe('5');
    });
  });

  test('of one client too, and others are not concerned', async () => {
    const edge = new EdgeNetwork({ maxInProgressPerClient: 1 });
    const second = edge.phone('bobby', 40_001);
    await edge.net.run(async () => {
      await edge.registering();
      edge.core.onRequest = (request, transaction) => {
        if (request.method === 'INVITE') transaction.respond(edge.core.answer(request, 180));
        else transaction.respond(edge.core.answer(request, 200));
      };
      const first = edge.alice.start(edge.alice.request('INVITE', bob, { from: alice, to: bob }));
      await edge.sleep(1);
      const refused = edge.alice.request('OPTIONS', bob, { from: alice, to: bob });
      expect((await edge.alice.send(refused)).status).toBe(503);
      const other = second.request('OPTIONS', bob, { from: alice, to: bob });
      expect((await second.send(other)).status).toBe(200);
      first.transaction.cancel();
      expect((await first.final).status).toBe(487);
      const next = edge.alice.request('OPTIONS', bob, { from: alice, to: bob });
      expect((await edge.alice.send(next)).status).toBe(200);
    });
  });

  test('OPTIONS to the edge itself gets 200, other methods 404', async () => {
    const edge = new EdgeNetwork();
    for (const [method, uri, status] of [
      ['OPTIONS', 'sip:192.0.2.1:5060', 200],
      ['OPTIONS', 'sip:192.0.2.1', 200],
      ['MESSAGE', 'sip:192.0.2.1', 404],
      ['MESSAGE', 'sip:alice@192.0.2.1', 404],
      ['MESSAGE', 'sip:bob@elsewhere.test', 404],
    ] as const) {
      const request = edge.core.request(method, uri, { from: bob, to: alice });
      await edge.net.run(async () => expect((await edge.core.send(request, edge.edgeTarget)).status).toBe(status));
    }
  });

  test('garbage from a client gets 400 where it can be answered, and harms nothing', async () => {
    const edge = new EdgeNetwork();
    const flow = edge.connect();
    const trace = await edge.net.run(() => {
      flow.send('garbage');
      flow.send(
        'MESSAGE sip:bob@example.test SIP/2.0\r\nVia: SIP/2.0/WS a.invalid;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n' +
          'To: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: x MESSAGE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n',
      );
    });
    expect(trace.entries.map(({ label }) => label).at(-1)).toMatchObject({ kind: 'response', status: 400 });
    expect(trace.entries.filter(({ from }) => from === 'edge')).toHaveLength(1);
    expect(edge.gateway.traffic).toMatchObject({ received: 2, refused: 1, dropped: 1 });
    await edge.register();
    expect(edge.registered).toHaveLength(1);
  });
});
