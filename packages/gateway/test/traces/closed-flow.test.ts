import type { ServerTransaction, SipResponse } from '@sidetone/sip';
import { ladder } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { aliceInstance, EdgeNetwork } from '../edge-network.ts';
import { calleeDialog, callerDialog, lines } from '../scripted-end.ts';

const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';

function toAlice(edge: EdgeNetwork, method: string, path = edge.path) {
  const request = edge.core.request(method, 'sip:alice@alice.invalid', { from: bob, to: alice });
  request.addRaw('Route', path);
  return request;
}

describe('a closed flow', () => {
  test('that used outbound: a request waits 5 s, then gets 430', async () => {
    const edge = new EdgeNetwork({ isRemovable: false });
    await edge.register();
    await edge.cut();
    expect(await edge.net.run(() => edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget))).toEqual(ladder`
      0    core -> edge MESSAGE
      500  core -> edge MESSAGE     # its timer E
      1500 core -> edge MESSAGE
      3500 core -> edge MESSAGE
      3500 edge -> core 100         # RFC 4320
      5000 edge -> core 430`);
    await edge.net.expectNothingLeft();
  });

  test('an INVITE gets 100 meanwhile', async () => {
    const edge = new EdgeNetwork({ isRemovable: false });
    await edge.register();
    await edge.cut();
    expect(await edge.net.run(() => edge.core.send(toAlice(edge, 'INVITE'), edge.edgeTarget))).toEqual(ladder`
      0    core -> edge INVITE
      0    edge -> core 100
      5000 edge -> core 430
      5000 core -> edge ACK`);
    await edge.net.expectNothingLeft();
  });

  test('that did not use outbound: 480', async () => {
    const edge = new EdgeNetwork({ isRemovable: false });
    await edge.register(edge.alice, 'alice', `<sip:alice@alice.invalid>;+sip.instance=${aliceInstance}`);
    await edge.cut();
    await edge.net.run(async () => {
      expect((await edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget)).status).toBe(480);
      expect(edge.net.clock.now()).toBe(5000);
    });
  });

  test('430 only where the registrar said Require: outbound', async () => {
    const edge = new EdgeNetwork({ isRemovable: false });
    edge.core.onRequest = (request, transaction) => {
      edge.registered.push(request);
      transaction.respond(edge.core.answer(request, 200, request.raw('Contact')));
    };
    await edge.register();
    await edge.cut();
    await edge.net.run(async () => {
      expect((await edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget)).status).toBe(480);
    });
  });

  test('without an instance: 480 at once, for a connection does not return', async () => {
    const edge = new EdgeNetwork({ isRemovable: false });
    await edge.register(edge.alice, 'alice', '<sip:alice@alice.invalid>');
    await edge.cut();
    await edge.net.run(async () => {
      expect((await edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget)).status).toBe(480);
      expect(edge.net.clock.now()).toBe(0);
    });
  });

  test('a request waits for the flow that returns', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    await edge.cut();
    expect(
      await edge.net.run(async () => {
        const outcome = edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget);
        await edge.sleep(400);
        await edge.registering();
        expect((await outcome).status).toBe(200);
      }),
    ).toEqual(ladder`
      0   core  -> edge  MESSAGE
      400 alice -> edge  REGISTER
      400 edge  -> core  REGISTER
      400 core  -> edge  200 REGISTER
      400 edge  -> alice 200 REGISTER
      400 edge  -> alice MESSAGE
      400 alice -> edge  200 MESSAGE
      400 edge  -> core  200 MESSAGE`);
    expect(edge.gateway.counts).toMatchObject({ waited: 1, returned: 1 });
    await edge.net.expectNothingLeft();
  });

  test('a waiting INVITE can be cancelled', async () => {
    const edge = new EdgeNetwork({ isRemovable: false });
    await edge.register();
    await edge.cut();
    expect(
      await edge.net.run(async () => {
        const call = edge.core.start(toAlice(edge, 'INVITE'), edge.edgeTarget);
        await edge.sleep(1000);
        call.transaction.cancel();
        await call.final;
      }),
    ).toEqual(ladder`
      0    core -> edge INVITE
      0    edge -> core 100
      1000 core -> edge CANCEL
      1000 edge -> core 200 CANCEL
      1000 edge -> core 487 INVITE
      1000 core -> edge ACK`);
    await edge.net.expectNothingLeft();
  });

  test('what was sent on it and not answered goes to the next one', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const answering = edge.alice.onRequest;
    edge.alice.onRequest = () => undefined;
    expect(
      await edge.net.run(async () => {
        const outcome = edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget);
        await edge.sleep(100);
        await edge.cut();
        edge.alice.onRequest = answering;
        await edge.registering();
        expect((await outcome).status).toBe(200);
      }),
    ).toEqual(ladder`
      core  -> edge  MESSAGE
      edge  -> alice MESSAGE
      alice -> edge  REGISTER
      edge  -> core  REGISTER
      core  -> edge  200 REGISTER
      edge  -> alice 200 REGISTER
      edge  -> alice MESSAGE
      alice -> edge  200 MESSAGE
      edge  -> core  200 MESSAGE`);
  });

  test('a ringing call is answered on the next flow', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    let ringing: ServerTransaction | undefined;
    edge.alice.onRequest = (request, transaction) => {
      ringing = transaction;
      transaction.respond(edge.alice.answer(request, 180));
    };
    await edge.net.run(async () => {
      const call = edge.core.start(toAlice(edge, 'INVITE'), edge.edgeTarget);
      await edge.sleep(100);
      const wire = edge.alice.answer(ringing!.request, 200, '<sip:alice@alice.invalid>').toWire();
      await edge.cut();
      await edge.registering();
      // As a phone whose transaction survived.
      const target = edge.alice.target;
      if ('flow' in target) target.flow.send(wire);
      expect((await call.final).status).toBe(200);
    });
  });

  test('a ringing call that is cancelled meanwhile is cancelled when its client is back', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.alice.onRequest = (request, transaction) => transaction.respond(edge.alice.answer(request, 180));
    const ladderOf = await edge.net.run(async () => {
      const call = edge.core.start(toAlice(edge, 'INVITE'), edge.edgeTarget);
      await edge.sleep(100);
      await edge.cut();
      call.transaction.cancel();
      await edge.sleep(900);
      await edge.registering();
      await edge.sleep(1000);
    });
    expect(ladderOf).toEqual(ladder`
      core  -> edge  INVITE
      edge  -> alice INVITE
      alice -> edge  180
      edge  -> core  180
      core  -> edge  CANCEL
      edge  -> core  200 CANCEL
      alice -> edge  REGISTER
      edge  -> core  REGISTER
      core  -> edge  200 REGISTER
      edge  -> alice 200 REGISTER
      edge  -> alice CANCEL
      alice -> edge  200 CANCEL
      alice -> edge  487 INVITE
      edge  -> alice ACK
      edge  -> core  487 INVITE
      core  -> edge  ACK`);
    await edge.net.expectNothingLeft();
  });

  test('a response for its client follows the name', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const registrar = edge.core.onRequest;
    let pending: ServerTransaction | undefined;
    edge.core.onRequest = (request, transaction) => {
      if (request.method === 'REGISTER') registrar(request, transaction);
      else pending = transaction;
    };
    expect(
      await edge.net.run(async () => {
        const call = edge.alice.start(edge.alice.request('INVITE', bob, { from: alice, to: bob }));
        call.final.catch(() => undefined);
        await edge.sleep(100);
        pending!.respond(edge.core.answer(pending!.request, 180));
        await edge.net.settle();
        await edge.cut();
        await edge.registering();
        pending!.respond(edge.core.answer(pending!.request, 486));
        await edge.net.settle();
      }),
    ).toEqual(ladder`
      alice -> edge  INVITE
      edge  -> core  INVITE
      core  -> edge  180
      edge  -> alice 180
      alice -> edge  REGISTER
      edge  -> core  REGISTER
      core  -> edge  200 REGISTER
      edge  -> alice 200 REGISTER
      core  -> edge  486 INVITE
      edge  -> core  ACK
      edge  -> alice 486 INVITE
      alice -> edge  ACK`);
  });

  test('a response for a client that is away waits for it', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const registrar = edge.core.onRequest;
    let pending: ServerTransaction | undefined;
    edge.core.onRequest = (request, transaction) => {
      if (request.method === 'REGISTER') registrar(request, transaction);
      else pending = transaction;
    };
    expect(
      await edge.net.run(async () => {
        const call = edge.alice.start(edge.alice.request('INVITE', bob, { from: alice, to: bob }));
        call.final.catch(() => undefined);
        await edge.sleep(100);
        pending!.respond(edge.core.answer(pending!.request, 180));
        await edge.net.settle();
        await edge.cut();
        pending!.respond(edge.core.answer(pending!.request, 486));
        await edge.sleep(2000);
        await edge.registering();
      }),
    ).toEqual(ladder`
      0    alice -> edge  INVITE
      0    edge  -> core  INVITE
      100  core  -> edge  180
      100  edge  -> alice 180
      100  core  -> edge  486 INVITE
      100  edge  -> core  ACK
      2100 alice -> edge  REGISTER
      2100 edge  -> core  REGISTER
      2100 core  -> edge  200 REGISTER
      2100 edge  -> alice 200 REGISTER
      2100 edge  -> alice 486 INVITE
      2100 alice -> edge  ACK`);
    await edge.net.expectNothingLeft();
  });

  test('a caller that does not come back cancels its call', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const registrar = edge.core.onRequest;
    edge.core.onRequest = (request, transaction) => {
      if (request.method === 'REGISTER') registrar(request, transaction);
      else transaction.respond(edge.core.answer(request, 180));
    };
    expect(
      await edge.net.run(async () => {
        const call = edge.alice.start(edge.alice.request('INVITE', bob, { from: alice, to: bob }));
        call.final.catch(() => undefined);
        await edge.sleep(1000);
        await edge.cut();
        await edge.sleep(10_000);
      }),
    ).toEqual(ladder`
      0     alice -> edge  INVITE
      0     edge  -> core  INVITE
      0     core  -> edge  180
      0     edge  -> alice 180
      11000 edge  -> core  REGISTER
      11000 edge  -> core  CANCEL
      11000 core  -> edge  200 REGISTER
      11000 core  -> edge  200 CANCEL
      11000 core  -> edge  487
      11000 edge  -> core  ACK`);
    await edge.net.expectNothingLeft();
    expect(edge.gateway.inProgress).toBe(0);
  });

  test('a ringing callee that does not come back ends the call with 430', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.alice.onRequest = (request, transaction) => transaction.respond(edge.alice.answer(request, 180));
    await edge.net.run(async () => {
      const call = edge.core.start(toAlice(edge, 'INVITE'), edge.edgeTarget);
      await edge.sleep(1000);
      await edge.cut();
      expect((await call.final).status).toBe(430);
      expect(edge.net.clock.now()).toBe(11_000);
    });
    await edge.net.expectNothingLeft(80_000);
    expect(edge.gateway.inProgress).toBe(0);
  });
});

describe('the name of a flow', () => {
  test('the newest registered flow gets the requests, and the older one when that closes', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const second = edge.phone('tab2', 40_002);
    await edge.register(second, 'alice');
    await edge.net.run(() => edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget));
    expect([edge.alice.requests.length, second.requests.length]).toEqual([0, 1]);
    const target = second.target;
    if ('flow' in target) target.flow.close('closed');
    await edge.net.settle();
    await edge.net.run(() => edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget));
    expect([edge.alice.requests.length, second.requests.length]).toEqual([1, 1]);
  });

  test('a reconnected phone keeps its dialogs, in both directions', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.core.onRequest = answering(edge);
    let response: SipResponse | undefined;
    await edge.net.run(async () => {
      const request = edge.alice.request('INVITE', bob, { from: alice, to: bob });
      request.addRaw('Contact', '<sip:alice@alice.invalid>');
      response = await edge.alice.send(request);
    });
    const theirs = calleeDialog(edge.core.requests.at(-1)!, response!);
    const ours = callerDialog(response!);
    await edge.cut();
    await edge.register();
    await expectBothDirections(edge, ours, theirs);
  });

  test('a restarted gateway with the same secret keeps the dialogs', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    edge.core.onRequest = answering(edge);
    let response: SipResponse | undefined;
    await edge.net.run(async () => {
      const request = edge.alice.request('INVITE', bob, { from: alice, to: bob });
      request.addRaw('Contact', '<sip:alice@alice.invalid>');
      response = await edge.alice.send(request);
    });
    const theirs = calleeDialog(edge.core.requests.at(-1)!, response!);
    const ours = callerDialog(response!);
    const { path } = edge;
    await edge.restart();
    await edge.net.run(async () => {
      // The far end speaks before the phone is back: the request waits.
      const early = edge.core.send(edge.core.inDialog('INFO', theirs), edge.edgeTarget);
      await edge.sleep(2000);
      await edge.registering();
      expect((await early).status).toBe(200);
    });
    expect(edge.path).toBe(path);
    await expectBothDirections(edge, ours, theirs);
  });

  test('after a restart a request for a phone that stays away gets 430 by its token alone', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    await edge.restart();
    await edge.net.run(async () => {
      expect((await edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget)).status).toBe(430);
    });
  });
});

describe('de-registration', () => {
  test('10 s after the socket closed, in the agreed form', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const { token } = edge;
    expect(
      await edge.net.run(async () => {
        await edge.cut();
        await edge.sleep(9_999);
        expect(edge.registered).toHaveLength(1);
        await edge.sleep(1);
      }),
    ).toEqual(ladder`
      10000 edge -> core REGISTER sip:example.test
      10000 core -> edge 200`);
    const [first, last] = edge.registered;
    expect(last!.raw('From')).toMatch(/^<sip:alice@example\.test>;tag=\w+$/);
    expect(last!.raw('To')).toBe('<sip:alice@example.test>');
    expect(last!.raw('Contact')).toBe(
      `<sip:alice@alice.invalid;transport=ws>;+sip.instance=${aliceInstance};reg-id=1;expires=0`,
    );
    expect(lines(last!, 'X-Sidetone-Flow')).toEqual([token]);
    expect(last!.raw('Call-ID')).not.toBe(first!.raw('Call-ID'));
    expect(last!.has('Authorization')).toBe(false);
    expect(last!.has('Path')).toBe(false);
    expect(edge.gateway.registrations).toBe(0);
    await edge.net.expectNothingLeft();
  });

  test('is not done when the phone returns, even if it leaves once more', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    await edge.cut();
    await edge.net.clock.advance(5_000);
    await edge.register();
    await edge.net.clock.advance(3_000);
    await edge.cut();
    await edge.net.clock.advance(9_000);
    expect(edge.registered).toHaveLength(2);
    await edge.net.clock.advance(1_000);
    expect(edge.registered).toHaveLength(3);
  });

  test('is not done after the phone unregistered itself, nor where the server is foreign', async () => {
    const own = new EdgeNetwork();
    await own.register();
    await own.register(
      own.alice,
      'alice',
      `<sip:alice@alice.invalid;transport=ws>;+sip.instance=${aliceInstance};reg-id=1;expires=0`,
    );
    await own.cut();
    await own.net.clock.advance(20_000);
    expect(own.registered).toHaveLength(2);
    const foreign = new EdgeNetwork({ isRemovable: false });
    await foreign.register();
    await foreign.cut();
    await foreign.net.clock.advance(20_000);
    expect(foreign.registered).toHaveLength(1);
  });

  test('Contact: * unregisters too', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const request = edge.registerRequest(edge.alice, 'alice', '*');
    request.addRaw('Expires', '0');
    await edge.net.run(() => edge.alice.send(request));
    await edge.cut();
    await edge.net.clock.advance(20_000);
    expect(edge.registered).toHaveLength(2);
  });

  test('comes after a REGISTER whose 2xx found the socket closed', async () => {
    const edge = new EdgeNetwork();
    edge.connect();
    edge.net.link({ latencyMs: 50 }, ['edge', 'core']);
    await edge.net.run(async () => {
      const attempt = edge.alice.start(edge.registerRequest(edge.alice, 'alice'));
      attempt.final.catch(() => undefined);
      await edge.sleep(10);
      await edge.cut();
      await edge.sleep(10_200);
    });
    expect(edge.registered.map((request) => request.has('X-Sidetone-Flow'))).toEqual([false, true]);
  });

  test('waits for the answer to a REGISTER under way, which decides', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    await edge.cut();
    const registrar = edge.core.onRequest;
    let held: (() => void) | undefined;
    edge.core.onRequest = (request, transaction) => {
      held = () => registrar(request, transaction);
    };
    expect(
      await edge.net.run(async () => {
        await edge.sleep(9_900);
        const again = edge.registering();
        await edge.sleep(300);
        held!();
        expect((await again).status).toBe(200);
        await edge.sleep(20_000);
      }),
    ).toEqual(ladder`
      9900  alice -> edge  REGISTER
      9900  edge  -> core  REGISTER
      10200 core  -> edge  200
      10200 edge  -> alice 200`);
    await edge.net.run(() => edge.core.send(toAlice(edge, 'MESSAGE'), edge.edgeTarget));
    expect(edge.alice.requests).toHaveLength(1);
  });

  test('under way while the phone returns: its REGISTER goes afterwards', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    await edge.cut();
    const registrar = edge.core.onRequest;
    let held: (() => void) | undefined;
    edge.core.onRequest = (request, transaction) => {
      if (request.has('X-Sidetone-Flow')) held = () => registrar(request, transaction);
      else registrar(request, transaction);
    };
    expect(
      await edge.net.run(async () => {
        await edge.sleep(10_000);
        const again = edge.registering();
        await edge.sleep(200);
        held!();
        expect((await again).status).toBe(200);
      }),
    ).toEqual(ladder`
      10000 edge  -> core  REGISTER
      10000 alice -> edge  REGISTER
      10200 core  -> edge  200
      10200 edge  -> core  REGISTER
      10200 core  -> edge  200
      10200 edge  -> alice 200`);
    expect(edge.registered.map((request) => request.has('X-Sidetone-Flow'))).toEqual([false, true, false]);
  });

  test('refused by the server: the client is left alone', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    await edge.cut();
    edge.core.onRequest = (request, transaction) => transaction.respond(edge.core.answer(request, 403));
    await edge.net.clock.advance(10_000);
    expect(edge.gateway.counts.deregistered).toBe(1);
    await edge.net.expectNothingLeft();
  });
});

function answering(edge: EdgeNetwork): typeof edge.core.onRequest {
  const registrar = edge.core.onRequest;
  return (request, transaction) => {
    if (request.method === 'REGISTER') return registrar(request, transaction);
    edge.core.requests.push(request);
    transaction.respond(edge.core.answer(request, 200, '<sip:bob@192.0.2.9:5060>'));
  };
}

async function expectBothDirections(
  edge: EdgeNetwork,
  ours: ReturnType<typeof callerDialog>,
  theirs: ReturnType<typeof calleeDialog>,
): Promise<void> {
  expect(
    await edge.net.run(async () => {
      await edge.core.send(edge.core.inDialog('INFO', theirs), edge.edgeTarget);
      await edge.alice.send(edge.alice.inDialog('BYE', ours));
    }),
  ).toEqual(ladder`
    core  -> edge  INFO
    edge  -> alice INFO
    alice -> edge  200
    edge  -> core  200
    alice -> edge  BYE
    edge  -> core  BYE
    core  -> edge  200
    edge  -> alice 200`);
}
