import type { SipResponse } from '@sidetone/sip';
import { ladder } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { aliceInstance, EdgeNetwork } from '../edge-network.ts';
import { calleeDialog, callerDialog, lines, uriOf } from '../scripted-end.ts';

const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';

/** A registrar that ignores Path, and lists another device too. */
function foreign(): EdgeNetwork {
  const edge = new EdgeNetwork({ mode: 'contact-alias', isRemovable: false });
  edge.core.onRequest = (request, transaction) => {
    if (request.method !== 'REGISTER') {
      edge.core.requests.push(request);
      return transaction.respond(edge.core.answer(request, 200, '<sip:bob@192.0.2.9:5060>'));
    }
    edge.registered.push(request);
    const response = edge.core.answer(request, 200, request.raw('Contact'));
    response.addRaw('Contact', '<sip:alice@198.51.100.77:5062>;expires=30');
    transaction.respond(response);
  };
  return edge;
}

describe('contact-alias mode', () => {
  test('the registrar sees a Contact at the edge, the client its own', async () => {
    const edge = foreign();
    const response = await edge.register();
    const sent = edge.registered[0]!.raw('Contact')!;
    expect(sent).toMatch(
      /^<sip:alice@192\.0\.2\.1:5060;flow=o[\w-]{28}>;\+sip\.instance="<urn:uuid:[^"]+>";reg-id=1;expires=600$/,
    );
    expect(edge.registered[0]!.has('Path')).toBe(false);
    expect(lines(response, 'Contact').map(uriOf)).toEqual([
      'sip:alice@alice.invalid;transport=ws',
      'sip:alice@198.51.100.77:5062',
    ]);
  });

  test('the alias is stable per AOR, instance and reg-id', async () => {
    const edge = foreign();
    await edge.register();
    await edge.cut();
    await edge.register(edge.alice, 'alice', `<sip:alice@other.invalid>;+sip.instance=${aliceInstance};reg-id=1`);
    const [first, second] = edge.registered.map((request) => uriOf(request.raw('Contact')!));
    expect(second).toBe(first);
  });

  test('a request to the alias reaches the client with its own Contact as Request-URI', async () => {
    const edge = foreign();
    await edge.register();
    const target = uriOf(edge.registered[0]!.raw('Contact')!);
    let response: SipResponse | undefined;
    edge.alice.onRequest = (request, transaction) => {
      edge.alice.requests.push(request);
      transaction.respond(edge.alice.answer(request, 200, '<sip:alice@alice.invalid;transport=ws>'));
    };
    expect(
      await edge.net.run(async () => {
        const request = edge.core.request('INVITE', target, { from: bob, to: alice });
        request.addRaw('Contact', '<sip:bob@192.0.2.9:5060>');
        response = await edge.core.send(request, edge.edgeTarget);
      }),
    ).toEqual(ladder`
      core  -> edge  INVITE ${target}
      edge  -> alice INVITE sip:alice@alice.invalid;transport=ws
      alice -> edge  200
      edge  -> core  200`);
    const theirs = callerDialog(response!);
    const ours = calleeDialog(edge.alice.requests[0]!, response!);
    expect(
      await edge.net.run(async () => {
        edge.core.layer.sendAck2xx(edge.core.inDialog('ACK', theirs), edge.edgeTarget);
        await edge.net.settle();
        await edge.core.send(edge.core.inDialog('INFO', theirs), edge.edgeTarget);
        await edge.alice.send(edge.alice.inDialog('BYE', ours));
      }),
    ).toEqual(ladder`
      core  -> edge  ACK
      edge  -> alice ACK sip:alice@alice.invalid;transport=ws
      core  -> edge  INFO
      edge  -> alice INFO sip:alice@alice.invalid;transport=ws
      alice -> edge  200
      edge  -> core  200
      alice -> edge  BYE
      edge  -> core  BYE
      core  -> edge  200
      edge  -> alice 200`);
  });

  test('waits for a client that returns, with the Contact it then has', async () => {
    const edge = foreign();
    await edge.register();
    const target = uriOf(edge.registered[0]!.raw('Contact')!);
    await edge.restart();
    await edge.net.run(async () => {
      const outcome = edge.core.send(edge.core.request('MESSAGE', target, { from: bob, to: alice }), edge.edgeTarget);
      await edge.sleep(100);
      await edge.registering(edge.alice, 'alice', `<sip:alice@new.invalid>;+sip.instance=${aliceInstance};reg-id=1`);
      expect((await outcome).status).toBe(200);
    });
    expect(edge.alice.requests.at(-1)!.uri).toBe('sip:alice@new.invalid');
  });

  test('an alias from a stranger, or a forged one, is refused', async () => {
    const edge = foreign();
    await edge.register();
    const target = uriOf(edge.registered[0]!.raw('Contact')!);
    const stranger = edge.stranger('mallory', '203.0.113.7');
    await edge.net.run(async () => {
      const request = stranger.request('MESSAGE', target, { from: bob, to: alice });
      expect((await stranger.send(request, edge.edgeTarget)).status).toBe(403);
      const forged = edge.core.request('MESSAGE', `${target.slice(0, -1)}_`, { from: bob, to: alice });
      expect((await edge.core.send(forged, edge.edgeTarget)).status).toBe(403);
    });
  });

  test('unregistering uses the alias too', async () => {
    const edge = foreign();
    await edge.register();
    await edge.register(
      edge.alice,
      'alice',
      `<sip:alice@alice.invalid;transport=ws>;+sip.instance=${aliceInstance};reg-id=1;expires=0`,
    );
    const [first, second] = edge.registered.map((request) => uriOf(request.raw('Contact')!));
    expect(second).toBe(first);
    expect(edge.registered[1]!.raw('Contact')).toContain(';expires=0');
  });
});
