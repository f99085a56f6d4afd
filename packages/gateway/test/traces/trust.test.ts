import { type SipResponse, To } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { EdgeNetwork } from '../edge-network.ts';
import { calleeDialog, lines, recordRoutesOf } from '../scripted-end.ts';

const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';

/** A call of alice's that the core has answered; the far end's view of it. */
async function callOfAlice(edge: EdgeNetwork) {
  const registrar = edge.core.onRequest;
  edge.core.onRequest = (request, transaction) => {
    if (request.method === 'REGISTER') return registrar(request, transaction);
    edge.core.requests.push(request);
    transaction.respond(edge.core.answer(request, 200, '<sip:bob@203.0.113.7:5060>'));
  };
  await edge.register();
  let response: SipResponse | undefined;
  await edge.net.run(async () => {
    const request = edge.alice.request('INVITE', bob, { from: alice, to: bob });
    request.addRaw('Contact', '<sip:alice@alice.invalid>');
    response = await edge.alice.send(request);
  });
  return calleeDialog(edge.core.requests.at(-1)!, response!);
}

async function statusOf(edge: EdgeNetwork, send: () => Promise<SipResponse>): Promise<number> {
  let status = 0;
  await edge.net.run(async () => {
    status = (await send()).status;
  });
  return status;
}

describe('a flow token', () => {
  test('that is forged is refused with 403, even from the upstream', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const last = edge.token.at(-1);
    for (const token of [edge.token.slice(0, -1) + (last === 'A' ? 'B' : 'A'), 'alice', 'c'.repeat(29)]) {
      const request = edge.core.request('MESSAGE', 'sip:alice@alice.invalid', { from: bob, to: alice });
      request.addRaw('Route', edge.path.replace(edge.token, token));
      expect(await statusOf(edge, () => edge.core.send(request, edge.edgeTarget))).toBe(403);
    }
    expect(edge.alice.requests).toEqual([]);
    expect(edge.gateway.counts.refused).toBe(3);
  });

  test('of another secret is refused', async () => {
    const other = new EdgeNetwork({ secret: new Uint8Array(32).fill(9) });
    await other.register();
    const edge = new EdgeNetwork();
    const request = edge.core.request('MESSAGE', 'sip:alice@alice.invalid', { from: bob, to: alice });
    request.addRaw('Route', other.path);
    expect(await statusOf(edge, () => edge.core.send(request, edge.edgeTarget))).toBe(403);
  });

  test('is good for nothing in the hands of a stranger', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const stranger = edge.stranger('mallory', '203.0.113.7');
    const request = stranger.request('MESSAGE', 'sip:alice@alice.invalid', { from: bob, to: alice });
    request.addRaw('Route', edge.path);
    expect(await statusOf(edge, () => stranger.send(request, edge.edgeTarget))).toBe(403);
    expect(edge.alice.requests).toEqual([]);
  });

  test('counts within a dialog only where it is signed for it, even from the upstream', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    // Carol has a call of her own, whose route the core follows without asking who sends.
    for (const method of ['MESSAGE', 'INVITE', 'BYE']) {
      const request = edge.core.request(method, 'sip:alice@alice.invalid', { from: bob, to: alice });
      request.set(To, { ...request.get(To)!, params: new Map([['tag', 'x']]) });
      request.addRaw('Route', edge.path);
      expect(await statusOf(edge, () => edge.core.send(request, edge.edgeTarget))).toBe(403);
    }
    expect(edge.alice.requests).toEqual([]);
  });

  test('an upstream with several addresses may use all of them', async () => {
    const edge = new EdgeNetwork({ upstreamAddresses: ['203.0.113.7'] });
    await edge.register();
    const second = edge.stranger('core2', '203.0.113.7');
    const request = second.request('MESSAGE', 'sip:alice@alice.invalid', { from: bob, to: alice });
    request.addRaw('Route', edge.path);
    expect(await statusOf(edge, () => second.send(request, edge.edgeTarget))).toBe(200);
  });
});

describe('a Record-Route of ours', () => {
  test('lets the far end reach its own dialog directly', async () => {
    const edge = new EdgeNetwork();
    const dialog = await callOfAlice(edge);
    const far = edge.stranger('bob', '203.0.113.7');
    expect(await statusOf(edge, () => far.send(far.inDialog('BYE', dialog), edge.edgeTarget))).toBe(200);
    expect(edge.alice.requests.at(-1)!.method).toBe('BYE');
  });

  test('is worth nothing in another dialog, with whatever To tag', async () => {
    const edge = new EdgeNetwork();
    const dialog = await callOfAlice(edge);
    const far = edge.stranger('mallory', '203.0.113.7');
    const forged = { ...dialog, callId: 'another' };
    expect(await statusOf(edge, () => far.send(far.inDialog('MESSAGE', forged), edge.edgeTarget))).toBe(403);
    const stripped = { ...dialog, routes: dialog.routes.map((route) => route.replace(/;d=[\w-]+/, '')) };
    expect(await statusOf(edge, () => far.send(far.inDialog('MESSAGE', stripped), edge.edgeTarget))).toBe(403);
    expect(edge.alice.requests).toEqual([]);
  });

  test('does not make the edge a relay to its upstream', async () => {
    const edge = new EdgeNetwork();
    const dialog = await callOfAlice(edge);
    const far = edge.stranger('mallory', '203.0.113.7');
    const clientSideFirst = { ...dialog, routes: dialog.routes.toReversed(), callId: 'another' };
    const request = far.inDialog('MESSAGE', clientSideFirst);
    const before = edge.core.requests.length;
    expect(await statusOf(edge, () => far.send(request, edge.edgeTarget))).toBe(403);
    // In the dialog itself the URI on top says: upstream. What only the edge may say does not pass.
    const own = far.inDialog('INFO', { ...dialog, routes: dialog.routes.toReversed() });
    own.addRaw('X-Sidetone-Flow', edge.token);
    own.addRaw('Path', '<sip:evil@203.0.113.7;lr>');
    expect(await statusOf(edge, () => far.send(own, edge.edgeTarget))).toBe(200);
    const passed = edge.core.requests.slice(before);
    expect(passed.map(({ method }) => method)).toEqual(['INFO']);
    expect(lines(passed[0]!, 'X-Sidetone-Flow').concat(lines(passed[0]!, 'Path'))).toEqual([]);
  });

  test('in an ACK is checked in the same way', async () => {
    const edge = new EdgeNetwork();
    const dialog = await callOfAlice(edge);
    const far = edge.stranger('mallory', '203.0.113.7');
    await edge.net.run(async () => {
      far.layer.sendAck2xx(far.inDialog('ACK', { ...dialog, callId: 'another' }), edge.edgeTarget);
      await edge.net.settle();
    });
    expect(edge.alice.acks).toEqual([]);
    expect(edge.gateway.counts.dropped).toBe(1);
    const drops = edge.runtime.trace.events().filter(({ kind }) => kind === 'dropped');
    expect(drops).toHaveLength(1);
  });

  test('put into the Request-URI by a strict router is undone (RFC 3261 §16.4)', async () => {
    const edge = new EdgeNetwork();
    const dialog = await callOfAlice(edge);
    const strict = edge.core.inDialog('BYE', dialog);
    const [first, second] = recordRoutesOf(edge.core.requests.at(-1)!);
    const target = strict.uri;
    strict.uri = first!.slice(first!.indexOf('<') + 1, first!.indexOf('>'));
    strict.remove('Route');
    strict.addRaw('Route', `${second}, <${target}>`);
    expect(await statusOf(edge, () => edge.core.send(strict, edge.edgeTarget))).toBe(200);
    const received = edge.alice.requests.at(-1)!;
    expect([received.method, received.uri, received.has('Route')]).toEqual(['BYE', 'sip:alice@alice.invalid', false]);
  });

  test('put into the Request-URI by a client that routes strictly is undone too', async () => {
    const edge = new EdgeNetwork();
    const { local, remote, ...dialog } = await callOfAlice(edge);
    const [first, second] = recordRoutesOf(edge.core.requests.at(-1)!);
    const strict = edge.alice.inDialog('BYE', {
      ...dialog,
      local: remote,
      remote: local,
      target: second!.slice(second!.indexOf('<') + 1, second!.indexOf('>')),
      routes: [`${first}, <sip:bob@203.0.113.7:5060>`],
    });
    expect(await statusOf(edge, () => edge.alice.send(strict))).toBe(200);
    const received = edge.core.requests.at(-1)!;
    expect([received.method, received.uri, received.has('Route')]).toEqual(['BYE', 'sip:bob@203.0.113.7:5060', false]);
  });
});

describe('a response', () => {
  test('that nobody waits for goes nowhere (RFC 6026 §7.3)', async () => {
    const edge = new EdgeNetwork();
    const flow = edge.connect();
    const trace = await edge.net.run(() =>
      flow.send(
        'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS 192.0.2.1:5060;branch=z9hG4bKxyz\r\n' +
          'Via: SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bKabc\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\n' +
          'Call-ID: 1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n',
      ),
    );
    expect(trace.entries).toHaveLength(1);
    expect(edge.runtime.trace.events().filter(({ kind }) => kind === 'dropped')).toHaveLength(1);
  });
});
