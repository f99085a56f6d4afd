import { Expires, type SipRequest, type SipResponse } from '@sidetone/sip';
import { ladder, type VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import type { Phone } from '../support/phone.ts';
import { Site } from '../support/site.ts';

describe('a MESSAGE', () => {
  test('reaches its recipient as it is, and the answer comes back', async () => {
    const { net, alice, bob } = await couple();
    const message = alice.request('MESSAGE', bob.aor, { body: ['text/plain;charset=UTF-8', 'Grüße 👋'] });
    expect(await net.run(() => alice.send(message).final)).toEqual(ladder`
      alice -> proxy  MESSAGE sip:bob@biloxi.test
      proxy -> bob    MESSAGE sip:bob@192.0.2.102:5060
      bob -> proxy    200
      proxy -> alice  200`);
    expect(bob.requests[0]?.bodyText()).toBe('Grüße 👋');
    expect(bob.requests[0]?.has('Record-Route')).toBe(false);
  });

  test('reaches every device, and one answer is enough', async () => {
    const site = new Site();
    const { net } = site;
    const alice = site.phone('alice');
    const desk = await site.registered('bob-desk');
    const tablet = await site.registered('bob-tablet');
    desk.answer = (_request, transaction) => desk.respond(transaction, 486);
    const response = await exchange(net, alice, alice.request('MESSAGE', 'sip:bob@biloxi.test'));
    expect(response.status).toBe(200);
    expect([desk.requests.length, tablet.requests.length]).toEqual([1, 1]);
  });

  test('to somebody who is not there gets 480, to nobody 404', async () => {
    const { net, alice } = await couple();
    expect((await exchange(net, alice, alice.request('MESSAGE', 'sip:carol@biloxi.test'))).status).toBe(480);
    expect((await exchange(net, alice, alice.request('MESSAGE', 'sip:nobody@biloxi.test'))).status).toBe(404);
  });

  test('that has expired is not relayed', async () => {
    const { net, alice, bob } = await couple();
    await net.clock.advance(600_000);
    const message = alice.request('MESSAGE', bob.aor, { headers: { Date: 'Thu, 01 Jan 2026 00:01:00 GMT' } });
    message.set(Expires, 60);
    expect((await exchange(net, alice, message)).status).toBe(480);
    message.set(Expires, 3600);
    expect((await exchange(net, alice, alice.request('MESSAGE', bob.aor))).status).toBe(200);
    expect(bob.requests).toHaveLength(1);
  });

  test('to a phone that does not answer ends without a 408 (RFC 4320)', async () => {
    const { net, alice, bob } = await couple();
    net.part('bob', 'proxy');
    const sent = alice.send(alice.request('MESSAGE', bob.aor));
    await net.clock.advance(40_000);
    // RFC 4320 §4.1: each repeated request is answered 100, and nothing else comes.
    expect(new Set(sent.statuses)).toEqual(new Set([100]));
    expect(sent.failure).toBe('timeout');
  });

  test('survives a lossy network, and is delivered once', async () => {
    const { net, alice, bob } = await couple();
    net.link({ loss: 0.3, duplicate: 0.2, latencyMs: 20 });
    for (let i = 0; i < 20; i++) {
      const response = await exchange(net, alice, alice.request('MESSAGE', bob.aor, { body: ['text/plain', `${i}`] }));
      expect(response.status).toBe(200);
    }
    expect(bob.requests.map(({ body }) => body)).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });
});

describe('to the server itself', () => {
  test.each([
    ['INVITE', 405],
    ['MESSAGE', 405],
    ['REFER', 405],
    ['PING', 501],
  ])('%s is answered %i, and says what is allowed', async (method, status) => {
    const site = new Site({ auth: 'digest' });
    const alice = site.phone('alice');
    const response = await exchange(site.net, alice, alice.request(method, 'sip:biloxi.test'));
    expect(response.status).toBe(status);
    expect(response.raw('Allow')).toBe('OPTIONS, REGISTER, SUBSCRIBE, PUBLISH');
  });

  test('OPTIONS is answered without a list of methods, since others are forwarded (RFC 3261 §11.2)', async () => {
    const site = new Site({ auth: 'digest' });
    const alice = site.phone('alice');
    const response = await exchange(site.net, alice, alice.request('OPTIONS', 'sip:biloxi.test'));
    expect(response.status).toBe(200);
    expect(response.has('Allow')).toBe(false);
  });

  test('an unknown method for a user goes its way', async () => {
    const { net, alice, bob } = await couple();
    expect((await exchange(net, alice, alice.request('PING', bob.aor))).status).toBe(200);
    expect(bob.requests[0]?.method).toBe('PING');
  });

  test.each(['sips:bob@biloxi.test', 'tel:+15551234'])('%s is answered 416', async (uri) => {
    const { net, alice } = await couple();
    expect((await exchange(net, alice, alice.request('MESSAGE', uri))).status).toBe(416);
  });
});

async function exchange(net: VirtualNetwork, phone: Phone, request: SipRequest): Promise<SipResponse> {
  let response!: SipResponse;
  await net.run(async () => {
    response = await phone.exchange(request);
  });
  return response;
}

async function couple() {
  const site = new Site();
  const alice = await site.registered('alice');
  const bob = await site.registered('bob');
  return { site, net: site.net, alice, bob };
}
