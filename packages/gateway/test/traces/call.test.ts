import { Reason, type ServerTransaction, type SipResponse, Via } from '@sidetone/sip';
import { ladder } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { EdgeNetwork } from '../edge-network.ts';
import { calleeDialog, callerDialog, recordRoutesOf, routesOf, uriOf } from '../scripted-end.ts';

const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';
const bobContact = '<sip:bob@192.0.2.9:5060>';
const aliceContact = '<sip:alice@alice.invalid;transport=ws>';

/** alice calls bob, who answers at once. */
async function outgoingCall(edge: EdgeNetwork): Promise<{ response: SipResponse; invite: ServerTransaction }> {
  let response: SipResponse | undefined;
  let invite: ServerTransaction | undefined;
  edge.core.onRequest = (request, transaction) => {
    edge.core.requests.push(request);
    if (request.method === 'INVITE') invite = transaction;
    transaction.respond(edge.core.answer(request, 200, bobContact));
  };
  await edge.net.run(async () => {
    const request = edge.alice.request('INVITE', bob, { from: alice, to: bob });
    request.addRaw('Contact', aliceContact);
    response = await edge.alice.send(request);
  });
  return { response: response!, invite: invite! };
}

describe('a call of a WebSocket client', () => {
  test('is record-routed on both sides, and its ACK and BYE follow', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const { response } = await outgoingCall(edge);
    const invite = edge.core.requests.at(-1)!;
    const [sipSide, clientSide] = recordRoutesOf(invite).map(uriOf);
    expect(sipSide).toMatch(new RegExp(`^sip:${edge.token}@192\\.0\\.2\\.1:5060;lr;d=[\\w-]{12}$`));
    expect(clientSide).toMatch(new RegExp(`^sip:${edge.token}@192\\.0\\.2\\.1:5060;transport=ws;lr;d=[\\w-]{12}$`));
    const dialog = callerDialog(response);
    expect(
      await edge.net.run(async () => {
        edge.alice.layer.sendAck2xx(edge.alice.inDialog('ACK', dialog), edge.alice.target);
        await edge.net.settle();
        await edge.alice.send(edge.alice.inDialog('BYE', dialog));
      }),
    ).toEqual(ladder`
      alice -> edge  ACK sip:bob@192.0.2.9:5060
      edge  -> core  ACK sip:bob@192.0.2.9:5060
      alice -> edge  BYE sip:bob@192.0.2.9:5060
      edge  -> core  BYE sip:bob@192.0.2.9:5060
      core  -> edge  200 BYE
      edge  -> alice 200 BYE`);
    expect(routesOf(edge.core.acks[0]!)).toEqual([]);
    expect(routesOf(edge.core.requests.at(-1)!)).toEqual([]);
  });

  test('can be ended by the far end, whose Route has our SIP side on top', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const { response } = await outgoingCall(edge);
    const dialog = calleeDialog(edge.core.requests.at(-1)!, response);
    expect(await edge.net.run(() => edge.core.send(edge.core.inDialog('BYE', dialog), edge.edgeTarget))).toEqual(ladder`
      core  -> edge  BYE sip:alice@alice.invalid;transport=ws
      edge  -> alice BYE sip:alice@alice.invalid;transport=ws
      alice -> edge  200
      edge  -> core  200`);
    expect(routesOf(edge.alice.requests.at(-1)!)).toEqual([]);
  });

  test('leaves the Route of the server behind ours', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const { response } = await outgoingCall(edge);
    const dialog = callerDialog(response);
    const routes = [...dialog.routes, '<sip:core.test;lr>, <sip:other.test;lr>'];
    await edge.net.run(() => edge.alice.send(edge.alice.inDialog('INFO', { ...dialog, routes })));
    expect(routesOf(edge.core.requests.at(-1)!)).toEqual(['<sip:core.test;lr>, <sip:other.test;lr>']);
  });

  test('a Route that the client preloaded with us is taken off', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    for (const own of ['sip:192.0.2.1:5060;lr', 'sip:phone.test;transport=wss;lr', 'sip:192.0.2.1;transport=ws;lr']) {
      const request = edge.alice.request('OPTIONS', bob, { from: alice, to: bob });
      request.addRaw('Route', `<${own}>`);
      await edge.net.run(() => edge.alice.send(request));
      expect(routesOf(edge.core.requests.at(-1)!)).toEqual([]);
    }
  });

  test('gets each repeated 2xx, and each repeated ACK passes (RFC 6026)', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const { response, invite } = await outgoingCall(edge);
    const dialog = callerDialog(response);
    expect(
      await edge.net.run(async () => {
        invite.respond(edge.core.answer(invite.request, 200, bobContact));
        await edge.net.settle();
        edge.alice.layer.sendAck2xx(edge.alice.inDialog('ACK', dialog), edge.alice.target);
        edge.alice.layer.sendAck2xx(edge.alice.inDialog('ACK', dialog), edge.alice.target);
      }),
    ).toEqual(ladder`
      core  -> edge  200 INVITE
      edge  -> alice 200 INVITE
      alice -> edge  ACK
      alice -> edge  ACK
      edge  -> core  ACK
      edge  -> core  ACK`);
  });

  test('is refused: the ACK of a non-2xx is hop by hop', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.core.onRequest = (request, transaction) => transaction.respond(edge.core.answer(request, 486));
    const request = edge.alice.request('INVITE', bob, { from: alice, to: bob });
    expect(await edge.net.run(() => edge.alice.send(request))).toEqual(ladder`
      alice -> edge  INVITE
      edge  -> core  INVITE
      core  -> edge  486
      edge  -> core  ACK
      edge  -> alice 486
      alice -> edge  ACK`);
    await edge.net.expectNothingLeft();
  });

  test('is cancelled hop by hop, and only after a provisional', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    let ringing: ServerTransaction | undefined;
    edge.core.onRequest = (_request, transaction) => {
      ringing = transaction;
    };
    expect(
      await edge.net.run(async () => {
        const call = edge.alice.start(edge.alice.request('INVITE', bob, { from: alice, to: bob }));
        // Alice has the edge's own 100 and may cancel; the edge has nothing from the core yet.
        await edge.sleep(150);
        ringing!.respond(edge.core.answer(ringing!.request, 180));
        await edge.sleep(10);
        call.transaction.cancel({ protocol: 'SIP', cause: 200, params: new Map() });
        await call.final;
      }),
    ).toEqual(ladder`
      alice -> edge  INVITE
      edge  -> core  INVITE
      core  -> edge  180
      edge  -> alice 180
      alice -> edge  CANCEL
      edge  -> alice 200 CANCEL
      edge  -> core  CANCEL
      core  -> edge  200 CANCEL
      core  -> edge  487 INVITE
      edge  -> core  ACK
      edge  -> alice 487 INVITE
      alice -> edge  ACK`);
    expect(edge.core.cancels[0]!.get(Reason)).toMatchObject({ protocol: 'SIP', cause: 200 });
  });

  test('a CANCEL before any answer of the core waits for it', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    let ringing: ServerTransaction | undefined;
    edge.core.onRequest = (_request, transaction) => {
      ringing = transaction;
    };
    edge.net.link({ latencyMs: 100 }, ['edge', 'core']);
    expect(
      await edge.net.run(async () => {
        const call = edge.alice.start(edge.alice.request('INVITE', bob, { from: alice, to: bob }));
        // Alice has the edge's own 100 and may cancel; the edge has nothing from the core yet.
        await edge.sleep(250);
        call.transaction.cancel();
        await call.final;
      }),
    ).toEqual(ladder`
      0   alice -> edge  INVITE
      0   edge  -> core  INVITE
      200 edge  -> alice 100
      250 alice -> edge  CANCEL
      250 edge  -> alice 200 CANCEL
      300 core  -> edge  100
      400 edge  -> core  CANCEL
      500 core  -> edge  200 CANCEL
      500 core  -> edge  487 INVITE
      600 edge  -> core  ACK
      600 edge  -> alice 487 INVITE
      600 alice -> edge  ACK`);
    expect(ringing).toBeDefined();
  });
});

describe('a call to a WebSocket client', () => {
  test('follows the Path, and dialog requests of both sides find their way', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.alice.onRequest = (request, transaction) => {
      edge.alice.requests.push(request);
      transaction.respond(edge.alice.answer(request, 200, aliceContact));
    };
    let response: SipResponse | undefined;
    expect(
      await edge.net.run(async () => {
        const request = edge.core.request('INVITE', 'sip:alice@alice.invalid;transport=ws', { from: bob, to: alice });
        request.addRaw('Route', edge.path);
        request.addRaw('Record-Route', '<sip:core.test;lr>');
        request.addRaw('Contact', bobContact);
        response = await edge.core.send(request, edge.edgeTarget);
      }),
    ).toEqual(ladder`
      core  -> edge  INVITE sip:alice@alice.invalid;transport=ws
      edge  -> alice INVITE sip:alice@alice.invalid;transport=ws
      alice -> edge  200
      edge  -> core  200`);
    const invite = edge.alice.requests.at(-1)!;
    expect(routesOf(invite)).toEqual([]);
    const recorded = recordRoutesOf(invite).map(uriOf);
    expect(recorded).toHaveLength(3);
    expect(recorded[0]).toContain(';transport=ws;lr;d=');
    expect(recorded[1]).toMatch(/:5060;lr;d=/);
    expect(recorded[2]).toBe('sip:core.test;lr');

    const own = calleeDialog(invite, response!);
    const whole = callerDialog(response!);
    // The core pops its own.
    const theirs = { ...whole, routes: whole.routes.slice(1) };
    expect(
      await edge.net.run(async () => {
        edge.core.layer.sendAck2xx(edge.core.inDialog('ACK', theirs), edge.edgeTarget);
        await edge.net.settle();
        await edge.alice.send(edge.alice.inDialog('INFO', own));
        await edge.core.send(edge.core.inDialog('BYE', theirs), edge.edgeTarget);
      }),
    ).toEqual(ladder`
      core  -> edge  ACK
      edge  -> alice ACK
      alice -> edge  INFO
      edge  -> core  INFO
      core  -> edge  200
      edge  -> alice 200
      core  -> edge  BYE
      edge  -> alice BYE
      alice -> edge  200
      edge  -> core  200`);
    expect(edge.alice.acks).toHaveLength(1);
    expect(routesOf(edge.core.requests.at(-1)!)).toEqual(['<sip:core.test;lr>']);
  });

  test('ringing, and cancelled by the caller', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.alice.onRequest = (request, transaction) => transaction.respond(edge.alice.answer(request, 180));
    const request = edge.core.request('INVITE', 'sip:alice@alice.invalid', { from: bob, to: alice });
    request.addRaw('Route', edge.path);
    expect(
      await edge.net.run(async () => {
        const call = edge.core.start(request, edge.edgeTarget);
        await edge.sleep(1000);
        call.transaction.cancel();
        await call.final;
      }),
    ).toEqual(ladder`
      core  -> edge  INVITE
      edge  -> alice INVITE
      alice -> edge  180
      edge  -> core  180
      core  -> edge  CANCEL
      edge  -> core  200 CANCEL
      edge  -> alice CANCEL
      alice -> edge  200 CANCEL
      alice -> edge  487
      edge  -> alice ACK
      edge  -> core  487
      core  -> edge  ACK`);
    await edge.net.expectNothingLeft();
  });

  test('between two clients of the same edge: each hop pops its own pair only', async () => {
    const edge = new EdgeNetwork();
    const bobPhone = edge.phone('bobby', 40_001);
    await edge.register(bobPhone, 'bob', '<sip:bob@bobby.invalid>;+sip.instance="<urn:uuid:b>";reg-id=1');
    const bobPath = edge.path;
    await edge.register();
    const registrar = edge.core.onRequest;
    // The core is a proxy that does not record-route itself.
    edge.core.onRequest = (request, transaction) => {
      if (request.method === 'REGISTER') return registrar(request, transaction);
      const forward = request.clone();
      if (request.method === 'INVITE') {
        forward.uri = 'sip:bob@bobby.invalid';
        forward.addRaw('Route', bobPath);
      }
      edge.core.start(forward, edge.edgeTarget).final.then(
        (response) => {
          response.removeFirst(Via);
          transaction.respond(response);
        },
        () => transaction.respond(edge.core.answer(request, 503)),
      );
    };
    bobPhone.onRequest = (request, transaction) => {
      bobPhone.requests.push(request);
      transaction.respond(bobPhone.answer(request, 200, '<sip:bob@bobby.invalid>'));
    };
    let response: SipResponse | undefined;
    await edge.net.run(async () => {
      const request = edge.alice.request('INVITE', bob, { from: alice, to: bob });
      request.addRaw('Contact', aliceContact);
      response = await edge.alice.send(request);
    });
    expect(recordRoutesOf(bobPhone.requests[0]!)).toHaveLength(4);
    const dialog = calleeDialog(bobPhone.requests[0]!, response!);
    expect(await edge.net.run(() => bobPhone.send(bobPhone.inDialog('BYE', dialog)))).toEqual(ladder`
      bobby -> edge  BYE
      edge  -> core  BYE
      core  -> edge  BYE
      edge  -> alice BYE
      alice -> edge  200
      edge  -> core  200
      core  -> edge  200
      edge  -> bobby 200`);
    expect(routesOf(edge.alice.requests.at(-1)!)).toEqual([]);
  });
});
