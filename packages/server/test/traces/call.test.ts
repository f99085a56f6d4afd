import { isSipUri, MaxForwards, Reason, Route, Via, type SipRequest, type SipResponse } from '@sidetone/sip';
import { ladder } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { recordRoutes, type Phone } from '../support/phone.ts';
import { dropped, EDGE, Site } from '../support/site.ts';

describe('a call to one phone', () => {
  test('rings, is answered, and ends (after RFC 3665 §3.2)', async () => {
    const { site, net, alice, bob } = await couple();
    bob.answer = ringThenAnswer(bob);
    const seen = await net.run(async () => {
      const invite = alice.request('INVITE', bob.aor);
      const response = await alice.send(invite).final;
      alice.acknowledge(invite, response);
      await alice.pause(5000);
      await alice.send(alice.inDialog('BYE', invite, response)).final;
    });
    expect(seen).toEqual(ladder`
      0    alice -> proxy  INVITE sip:bob@biloxi.test
      0    proxy -> alice  100
      0    proxy -> bob    INVITE sip:bob@192.0.2.102:5060
      0    bob -> proxy    180
      0    proxy -> alice  180
      1000 bob -> proxy    200
      1000 proxy -> alice  200
      1000 alice -> proxy  ACK sip:bob@192.0.2.102:5060
      1000 proxy -> bob    ACK sip:bob@192.0.2.102:5060
      6000 alice -> proxy  BYE sip:bob@192.0.2.102:5060
      6000 proxy -> bob    BYE sip:bob@192.0.2.102:5060
      6000 bob -> proxy    200 BYE
      6000 proxy -> alice  200 BYE`);
    await site.expectNothingLeft();
  });

  test('what is forwarded is the request with our Via, Record-Route and one hop less, and nothing else changed', async () => {
    const { net, alice, bob } = await couple();
    const invite = alice.request('INVITE', bob.aor, { headers: { 'X-Own': 'kept  as\tit is', Subject: 'hello' } });
    await net.run(() => alice.send(invite).final);
    const received = bob.requests[0]!;
    expect(received.all(Via).map(({ host }) => host)).toEqual(['192.0.2.10', '192.0.2.101']);
    expect(recordRoutes(received)).toEqual(['192.0.2.10:5060']);
    expect(received.get(MaxForwards)).toBe(69);
    expect(received.raw('X-Own')).toBe('kept  as\tit is');
    expect(received.raw('Subject')).toBe('hello');
    expect(received.raw('To')).toBe(invite.raw('To'));
  });

  test('what a Contact may have and a Request-URI may not is left out (RFC 3261 §16.6 step 2)', async () => {
    const { net, alice, bob } = await couple();
    await net.run(() => bob.register({ contact: '*', expires: 0 }));
    await net.run(() => bob.register({ contact: `<${bob.contact};room=7;method=INVITE?Subject=hi>` }));
    await net.run(() => alice.send(alice.request('INVITE', bob.aor)).final);
    expect(bob.requests[0]?.uri).toBe(`${bob.contact};room=7`);
  });

  test('the callee ends it: the signed route leads back', async () => {
    const { net, alice, bob } = await couple();
    await net.run(async () => {
      const invite = alice.request('INVITE', bob.aor);
      alice.acknowledge(invite, await alice.send(invite).final);
    });
    const seen = await net.run(() => bob.send(bob.inDialogAsCallee('BYE', bob.requests[0]!)).final);
    expect(seen).toEqual(ladder`
      bob -> proxy    BYE sip:alice@192.0.2.101:5060
      proxy -> alice  BYE sip:alice@192.0.2.101:5060
      alice -> proxy  200
      proxy -> bob    200`);
  });

  test('two 2xx retransmissions reach the caller, who acknowledges each', async () => {
    const { net, alice, bob } = await couple();
    bob.answer = (_request, transaction) => {
      bob.respond(transaction, 200);
      bob.runtime.timers.schedule(500, () => bob.respond(transaction, 200), undefined);
    };
    const invite = alice.request('INVITE', bob.aor);
    const sent = alice.send(invite);
    await net.run(() => sent.final);
    await net.clock.advance(600);
    expect(sent.statuses).toEqual([100, 200, 200]);
    for (const response of sent.responses.slice(1)) alice.acknowledge(invite, response);
    await net.settle();
    expect(bob.acks).toHaveLength(2);
  });

  test('busy (after RFC 3665 §3.9)', async () => {
    const { site, net, alice, bob } = await couple();
    bob.answer = (_request, transaction) => bob.respond(transaction, 486);
    expect(await net.run(() => alice.send(alice.request('INVITE', bob.aor)).final)).toEqual(ladder`
      alice -> proxy  INVITE
      proxy -> alice  100
      proxy -> bob    INVITE
      bob -> proxy    486
      proxy -> bob    ACK
      proxy -> alice  486
      alice -> proxy  ACK`);
    await site.expectNothingLeft();
  });

  test('the caller cancels (after RFC 3665 §3.8)', async () => {
    const { site, net, alice, bob } = await couple();
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    const seen = await net.run(async () => {
      const sent = alice.send(alice.request('INVITE', bob.aor));
      alice.runtime.timers.schedule(1000, () => sent.transaction.cancel(), undefined);
      await sent.final;
    });
    expect(seen).toEqual(ladder`
      0    alice -> proxy  INVITE
      0    proxy -> alice  100
      0    proxy -> bob    INVITE
      0    bob -> proxy    180
      0    proxy -> alice  180
      1000 alice -> proxy  CANCEL sip:bob@biloxi.test
      1000 proxy -> alice  200 CANCEL
      1000 proxy -> bob    CANCEL sip:bob@192.0.2.102:5060
      1000 bob -> proxy    200 CANCEL
      1000 bob -> proxy    487 INVITE
      1000 proxy -> bob    ACK
      1000 proxy -> alice  487 INVITE
      1000 alice -> proxy  ACK`);
    await site.expectNothingLeft();
  });

  test('a cancelled call whose phone has died is answered 487 after 4 s', async () => {
    const { site, net, alice, bob } = await couple();
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    const sent = alice.send(alice.request('INVITE', bob.aor));
    await net.settle();
    net.part('bob', 'proxy');
    sent.transaction.cancel();
    await net.clock.advance(3999);
    expect(sent.statuses).toEqual([100, 180]);
    await net.clock.advance(1);
    expect(sent.statuses).toEqual([100, 180, 487]);
    await site.expectNothingLeft();
  });

  test('nobody answers: after 60 s the phone is cancelled and the caller gets 408', async () => {
    const { site, net, alice, bob } = await couple();
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    expect(await net.run(() => alice.send(alice.request('INVITE', bob.aor)).final)).toEqual(ladder`
      0     alice -> proxy  INVITE
      0     proxy -> alice  100
      0     proxy -> bob    INVITE
      0     bob -> proxy    180
      0     proxy -> alice  180
      60000 proxy -> bob    CANCEL
      60000 bob -> proxy    200 CANCEL
      60000 bob -> proxy    487
      60000 proxy -> bob    ACK
      60000 proxy -> alice  408
      60000 alice -> proxy  ACK`);
    await site.expectNothingLeft();
  });

  test('a phone that is switched off: 408 when the transaction gives up after 32 s', async () => {
    const { net, alice } = await couple({ parted: true });
    const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
    await net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, 408]);
    expect(net.clock.now()).toBe(32_000);
  });

  test('an answer that comes after the 408 still reaches the caller', async () => {
    const { net, alice, bob } = await couple();
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    bob.onCancel = () => undefined;
    const invite = alice.request('INVITE', bob.aor);
    const sent = alice.send(invite);
    await net.clock.advance(64_000);
    expect(sent.statuses).toEqual([100, 180, 408]);
    const seen = await net.run(() => bob.respond(bob.servers[0]!, 200));
    expect(seen.entries.map(({ from, label }) => `${from} ${label.kind === 'response' ? label.status : ''}`)).toEqual([
      'bob 200',
      'proxy 200',
    ]);
  });

  test('without provisional responses timer C ends it only after the transaction; ringing for ever is ended by it', async () => {
    const { net, alice, bob } = await couple({ ringTimeoutSec: 1000 });
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    const sent = alice.send(alice.request('INVITE', bob.aor));
    await net.clock.advance(100_000);
    bob.respond(bob.servers[0]!, 183);
    await net.clock.advance(184_000);
    expect(sent.statuses).toEqual([100, 180, 183]);
    await net.clock.advance(2000);
    expect(sent.statuses).toEqual([100, 180, 183, 487]);
    expect(bob.cancels).toHaveLength(1);
  });
});

describe('a call to two phones of one person', () => {
  test('rings both; the first answer counts and the other is cancelled, with the reason', async () => {
    const { net, alice, desk, tablet } = await fork();
    desk.answer = (_request, transaction) => desk.respond(transaction, 180);
    tablet.answer = (_request, transaction) => {
      tablet.runtime.timers.schedule(2000, () => tablet.respond(transaction, 200), undefined);
    };
    let statuses: number[] = [];
    const seen = await net.run(async () => {
      const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
      await sent.final;
      ({ statuses } = sent);
    });
    expect(seen).toEqual(ladder`
      0    alice -> proxy      INVITE
      0    proxy -> alice      100
      0    proxy -> bob-desk   INVITE
      0    proxy -> bob-tablet INVITE
      0    bob-desk -> proxy   180
      0    proxy -> alice      180
      200  bob-tablet -> proxy 100
      2000 bob-tablet -> proxy 200
      2000 proxy -> alice      200
      2000 proxy -> bob-desk   CANCEL
      2000 bob-desk -> proxy   200 CANCEL
      2000 bob-desk -> proxy   487
      2000 proxy -> bob-desk   ACK`);
    expect(desk.cancels[0]?.get(Reason)).toMatchObject({ protocol: 'SIP', cause: 200 });
    expect(statuses).toEqual([100, 180, 200]);
  });

  test('both answer at once: both 200 reach the caller, each with its own tag', async () => {
    const { net, alice, desk, tablet } = await fork();
    for (const phone of [desk, tablet]) phone.answer = (_request, transaction) => phone.respond(transaction, 200);
    const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
    await net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, 200, 200]);
    expect(new Set(sent.responses.slice(1).map((response) => response.raw('To'))).size).toBe(2);
  });

  test('busy on both: one 486, when both have said so', async () => {
    const { site, net, alice, desk, tablet } = await fork();
    desk.answer = (_request, transaction) => desk.respond(transaction, 486);
    tablet.answer = (_request, transaction) => {
      tablet.respond(transaction, 180);
      tablet.runtime.timers.schedule(3000, () => tablet.respond(transaction, 486), undefined);
    };
    const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
    await net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, 180, 486]);
    expect(net.clock.now()).toBe(3000);
    await site.expectNothingLeft();
  });

  test('one declines for all with 603: the other is cancelled, then 603 is forwarded', async () => {
    const { net, alice, desk, tablet } = await fork();
    desk.answer = (_request, transaction) => desk.respond(transaction, 180);
    tablet.answer = (_request, transaction) => {
      tablet.runtime.timers.schedule(1000, () => tablet.respond(transaction, 603), undefined);
    };
    const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
    await net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, 180, 603]);
    expect(desk.cancels.map((cancel) => cancel.get(Reason))).toMatchObject([{ protocol: 'SIP', cause: 603 }]);
  });

  test.each([
    [[404, 486], 486],
    [[480, 404], 404],
    [[500, 486], 486],
    [[302, 486], 302],
    [[503, 500], 500],
    [[401, 486], 401],
    [[430, 486], 486],
    [[430, 430], 480],
    [[503, 503], 500],
  ])('%j are answered %i', async ([first, second], expected) => {
    const { net, alice, desk, tablet } = await fork();
    desk.answer = (_request, transaction) => desk.respond(transaction, first!);
    tablet.answer = (_request, transaction) => tablet.respond(transaction, second!);
    const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
    await net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, expected]);
  });

  test('challenges of both are given to the caller together', async () => {
    const { net, alice, desk, tablet } = await fork();
    const challenge = (realm: string) => `Digest realm="${realm}", nonce="n"`;
    desk.answer = (_request, transaction) => desk.respond(transaction, 401, { 'WWW-Authenticate': challenge('desk') });
    tablet.answer = (_request, transaction) =>
      tablet.respond(transaction, 407, { 'Proxy-Authenticate': challenge('tablet') });
    let response!: SipResponse;
    await net.run(async () => {
      response = await alice.send(alice.request('INVITE', 'sip:bob@biloxi.test')).final;
    });
    expect(response.raw('WWW-Authenticate')).toContain('realm="desk"');
    expect(response.raw('Proxy-Authenticate')).toContain('realm="tablet"');
  });

  test('a phone that asks for credentials of our realm is not given the chance', async () => {
    const { net, alice, bob } = await couple();
    bob.answer = (_request, transaction) =>
      bob.respond(transaction, 407, { 'Proxy-Authenticate': 'Digest realm="biloxi.test", nonce="n"' });
    let response!: SipResponse;
    await net.run(async () => {
      response = await alice.send(alice.request('INVITE', bob.aor)).final;
    });
    expect(response.status).toBe(502);
    expect(response.has('Proxy-Authenticate')).toBe(false);
  });
});

test('a device that registers while another rings is called too, and only once (RFC 3261 §16.5)', async () => {
  const { site, net, alice, desk, tablet } = await fork();
  await net.run(() => tablet.register({ expires: 0 }));
  desk.answer = (_request, transaction) => desk.respond(transaction, 180);
  tablet.answer = (_request, transaction) => {
    tablet.runtime.timers.schedule(1000, () => tablet.respond(transaction, 200), undefined);
  };
  const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
  await net.run(async () => {
    await alice.pause(500);
    await desk.register();
    await tablet.register();
    await tablet.register();
    await sent.final;
  });
  expect(sent.statuses).toEqual([100, 180, 200]);
  expect([desk, tablet].map(({ requests }) => requests.map(({ method }) => method))).toEqual([['INVITE'], ['INVITE']]);
  expect(desk.cancels).toHaveLength(1);
  await site.expectNothingLeft();
});

describe('a binding whose flow has failed', () => {
  test('is dropped on 430, and the next call gets 480 at once', async () => {
    const { net, alice, bob } = await couple();
    bob.answer = (_request, transaction) => bob.respond(transaction, 430);
    const statuses: number[] = [];
    await net.run(async () => {
      statuses.push((await alice.send(alice.request('INVITE', bob.aor)).final).status);
      statuses.push((await alice.send(alice.request('INVITE', bob.aor)).final).status);
    });
    expect(statuses).toEqual([480, 480]);
    expect(bob.requests).toHaveLength(1);
  });

  test('of several flows to one instance the newest is tried, then the next (RFC 5626 §7)', async () => {
    const site = new Site();
    const edge = site.phone('bob-edge', 'UDP', EDGE);
    const alice = site.phone('alice');
    for (const regId of [1, 2]) {
      await site.net.run(() =>
        edge.register({
          callId: `flow-${regId}`,
          contact: `<sip:bob@x.invalid;transport=ws>;+sip.instance="<urn:uuid:1>";reg-id=${regId}`,
          headers: { Path: `<sip:flow${regId}@192.0.2.20:5070;lr;ob>`, Supported: 'path, outbound' },
        }),
      );
      await site.net.clock.advance(1000);
    }
    edge.answer = (request, transaction) => {
      const top = request.get(Route)?.uri;
      const isDead = top !== undefined && isSipUri(top) && top.user === 'flow2';
      edge.respond(transaction, isDead ? 430 : 200);
    };
    const sent = alice.send(alice.request('INVITE', 'sip:bob@biloxi.test'));
    await site.net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, 200]);
    expect(edge.requests.map((request) => request.raw('Route'))).toEqual([
      '<sip:flow2@192.0.2.20:5070;lr;ob>',
      '<sip:flow1@192.0.2.20:5070;lr;ob>',
    ]);
    expect(await site.store.bindings.all()).toHaveLength(1);
  });
});

test('a NOTIFY has the Record-Route that its subscriber sends along (RFC 6665 §4.3)', async () => {
  const { net, alice, bob } = await couple();
  await net.run(() =>
    alice.exchange(alice.request('REFER', bob.aor, { headers: { 'Refer-To': 'sip:carol@biloxi.test' } })),
  );
  await net.run(() => bob.send(bob.inDialogAsCallee('NOTIFY', bob.requests[0]!)).final);
  expect(alice.requests.map(({ method }) => method)).toEqual(['NOTIFY']);
  expect(recordRoutes(alice.requests[0]!)).toEqual(['192.0.2.10:5060']);
});

describe('transports and NATs', () => {
  test('a phone on TCP is reached by its connection, in the call too, and both sides have a Record-Route', async () => {
    const { site, net, alice } = await couple();
    const carol = await site.registered('carol', 'TCP');
    const connections = carol.transport.flows.length;
    const seen = await net.run(async () => {
      const invite = alice.request('INVITE', 'sip:carol@biloxi.test');
      const response = await alice.send(invite).final;
      alice.acknowledge(invite, response);
      await alice.send(alice.inDialog('BYE', invite, response)).final;
    });
    expect(seen.entries.filter(({ to }) => to === 'carol').every(({ protocol }) => protocol === 'TCP')).toBe(true);
    expect(carol.transport.flows).toHaveLength(connections);
    expect(recordRoutes(carol.requests[0]!)).toEqual(['192.0.2.10:5060', '192.0.2.10:5060']);
    expect(carol.requests.map(({ method }) => method)).toEqual(['INVITE', 'BYE']);
    expect(carol.acks).toHaveLength(1);
    const back = await net.run(() => carol.send(carol.inDialogAsCallee('BYE', carol.requests[0]!)).final);
    expect(back).toEqual(ladder`
      carol -> proxy  BYE
      proxy -> alice  BYE
      alice -> proxy  200
      proxy -> carol  200`);
  });

  test('a phone whose connection has closed is answered for with 480', async () => {
    const { site, net, alice } = await couple();
    const carol = await site.registered('carol', 'TCP');
    await carol.transport.close();
    await net.settle();
    const sent = alice.send(alice.request('INVITE', 'sip:carol@biloxi.test'));
    await net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, 480]);
  });

  test('a phone that has closed its connection is reached where its Contact listens', async () => {
    const { site, net, alice } = await couple();
    const carol = await site.registered('carol', 'TCP');
    for (const flow of carol.transport.flows) net.cut(flow);
    await net.settle();
    const sent = alice.send(alice.request('INVITE', 'sip:carol@biloxi.test'));
    await net.run(() => sent.final);
    expect(sent.statuses).toEqual([100, 200]);
  });

  test('a phone behind a NAT is reached at the outside', async () => {
    const { site, net, alice } = await couple();
    const carol = site.phone('carol');
    const inside = '<sip:carol@10.0.0.7:5060>';
    const register = carol.request('REGISTER', 'sip:biloxi.test', { to: carol.aor, headers: { Contact: inside } });
    // The phone believes in its inside address; the NAT shows the other.
    const raw = register.toWire().replace('\r\n', '\r\nVia: SIP/2.0/UDP 10.0.0.7:5060;rport;branch=z9hG4bKnat\r\n');
    carol.onStrayResponse = () => undefined;
    carol.transport.flowTo({ host: '192.0.2.10', port: 5060 }).send(raw);
    await net.settle();
    expect(await net.run(() => alice.send(alice.request('MESSAGE', carol.aor)).final)).toEqual(ladder`
      alice -> proxy  MESSAGE
      proxy -> carol  MESSAGE sip:carol@10.0.0.7:5060
      carol -> proxy  200
      proxy -> alice  200`);
  });

  test('a phone behind an edge is reached along its Path, and its calls carry the route of both', async () => {
    const site = new Site();
    const edge = site.phone('bob-edge', 'UDP', EDGE);
    const alice = site.phone('alice');
    await site.net.run(() =>
      edge.register({
        contact: '<sip:bob@x.invalid;transport=ws>;+sip.instance="<urn:uuid:1>";reg-id=1',
        headers: { Path: '<sip:token@192.0.2.20:5070;lr;ob>', Supported: 'path, outbound' },
      }),
    );
    const seen = await site.net.run(() => alice.send(alice.request('INVITE', 'sip:bob@biloxi.test')).final);
    expect(seen).toEqual(ladder`
      alice -> proxy     INVITE
      proxy -> alice     100
      proxy -> bob-edge  INVITE sip:bob@x.invalid;transport=ws
      bob-edge -> proxy  200
      proxy -> alice     200`);
    expect(edge.requests[0]?.raw('Route')).toBe('<sip:token@192.0.2.20:5070;lr;ob>');
  });
});

test('an ACK that follows no route of ours is dropped, and the trace says so', async () => {
  const { site, net, alice, bob } = await couple();
  const ack = alice.request('ACK', bob.contact, { toTag: 'forged' });
  const seen = await net.run(() => {
    alice.layer.sendAck2xx(ack, { nextHop: { protocol: 'UDP', host: '192.0.2.10', port: 5060 } });
  });
  expect(seen).toEqual(ladder`alice -> proxy ACK`);
  expect(dropped(site)).toEqual(['an ACK that follows no route of ours']);
});

test('a CANCEL for nothing is answered 481', async () => {
  const { net, alice, bob } = await couple();
  let status = 0;
  await net.run(async () => {
    status = (await alice.send(alice.request('CANCEL', bob.aor)).final).status;
  });
  expect(status).toBe(481);
});

function ringThenAnswer(phone: Phone): Phone['answer'] {
  return (request: SipRequest, transaction) => {
    if (request.method !== 'INVITE') return phone.respond(transaction, 200);
    phone.respond(transaction, 180);
    phone.runtime.timers.schedule(1000, () => phone.respond(transaction, 200), undefined);
  };
}

async function couple({ parted = false, ringTimeoutSec = 60 } = {}) {
  const site = new Site({ ringTimeoutSec });
  const alice = await site.registered('alice');
  const bob = await site.registered('bob');
  if (parted) site.net.part('bob', 'proxy');
  expect(bob.contact).toBe('sip:bob@192.0.2.102:5060');
  return { site, net: site.net, alice, bob };
}

async function fork() {
  const site = new Site();
  const alice = site.phone('alice');
  const desk = await site.registered('bob-desk');
  const tablet = await site.registered('bob-tablet');
  return { site, net: site.net, alice, desk, tablet };
}
