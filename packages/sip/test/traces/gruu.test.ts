import { Contact, type NameAddr, type SipResponse } from '@sidetone/sip';
import { FakeMediaEndpoint, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const PUBLIC = 'sip:alice@biloxi.test;gr=urn:uuid:1';
const TEMPORARY = 'sip:tgruu.7hs==jd7vnzga5w7fajsc7-ajd6fabz0f8g5@biloxi.test;gr';
const SDP = 'application/sdp';

/** RFC 5627: a registrar that gives GRUUs. */
async function registered(gruus: (response: SipResponse, own: NameAddr) => void = give) {
  const net = new VirtualNetwork();
  const server = new ScriptedEnd(net, 'server');
  const alice = phone(net, 'alice', { towards: 'server' });
  server.onRequest = (request) => {
    if (request.method !== 'REGISTER') return;
    server.respond(request, 200, (response) => gruus(response, request.get(Contact) as NameAddr));
  };
  alice.agent.registration.register();
  await net.settle();
  return { net, server, alice };
}

function give(response: SipResponse, own: NameAddr): void {
  const params = new Map(own.params).set('pub-gruu', PUBLIC).set('temp-gruu', TEMPORARY);
  response.set(Contact, { ...own, params });
}

test('they are asked for, and learned from our own Contact of the 2xx (§4.1, §4.2)', async () => {
  const { server, alice } = await registered((response, own) => {
    give(response, own);
    const other = '<sip:x@192.0.2.9>;pub-gruu="sip:alice@biloxi.test;gr=other";+sip.instance="<urn:uuid:2>"';
    response.addRaw('Contact', other);
  });
  const request = server.last('REGISTER');
  expect(request.raw('Supported')).toContain('gruu');
  expect(request.raw('Contact')).toContain('+sip.instance="<urn:uuid:');
  expect(alice.agent.registration.state).toMatchObject({
    kind: 'registered',
    gruus: { public: { user: 'alice', host: 'biloxi.test' }, temporary: { host: 'biloxi.test' } },
  });
});

describe('the Contact of a dialog (§4.3)', () => {
  test('of a call that is placed, and of all that follows in it', async () => {
    const { net, server, alice } = await registered();
    const far = new FakeMediaEndpoint('far');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    expect(server.last('INVITE').raw('Contact')).toBe(`<${PUBLIC}>`);
    server.respond(server.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    void call.hold();
    await net.settle();
    expect(server.all('INVITE').at(-1)!.raw('Contact')).toBe(`<${PUBLIC}>`);
  });

  test('of one that hides who calls: the temporary one, and a To with it is answered alike', async () => {
    const { net, server, alice } = await registered();
    alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO, privacy: ['id'] });
    await net.settle();
    expect(server.last('INVITE').raw('From')).toContain('anonymous.invalid');
    expect(server.last('INVITE').raw('Contact')).toBe(`<${TEMPORARY}>`);

    server.request('OPTIONS', TEMPORARY);
    await net.settle();
    expect(server.responses.at(-1)!.status).toBe(200);
    expect(server.responses.at(-1)!.raw('Contact')).toBe(`<${TEMPORARY}>`);
  });

  test('of one that hides who calls, where there is no temporary one: the address', async () => {
    const { net, server, alice } = await registered((response, own) =>
      response.set(Contact, { ...own, params: new Map(own.params).set('pub-gruu', PUBLIC) }),
    );
    alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO, privacy: ['id'] });
    await net.settle();
    expect(server.last('INVITE').raw('Contact')).not.toContain('alice');
  });

  test('without GRUUs: the address', async () => {
    const { net, server, alice } = await registered((response, own) => response.set(Contact, own));
    void alice.agent.options(uri('sip:bob@biloxi.test'));
    await net.settle();
    expect(server.last('OPTIONS').raw('Contact')).toMatch(/^<sip:\w+@10\.0\.0\.\d+:5060;ob>$/);
    expect(alice.agent.registration.state).not.toHaveProperty('gruus');
  });
});

test.each([
  ['the public one', PUBLIC, 200],
  ['a temporary one', TEMPORARY, 200],
  ['nobody here', 'sip:tgruu.other@biloxi.test;gr', 404],
])('a request to %s', async (_name, to, status) => {
  const { net, server } = await registered();
  server.request('OPTIONS', to);
  await net.settle();
  expect(server.responses.at(-1)!.status).toBe(status);
});

test('they end with the registration', async () => {
  const { net, server, alice } = await registered();
  const removed = alice.agent.registration.unregister();
  await net.settle();
  await removed;
  void alice.agent.options(uri('sip:bob@biloxi.test'));
  await net.settle();
  expect(server.last('OPTIONS').raw('Contact')).not.toContain(';gr');
  server.request('OPTIONS', TEMPORARY);
  await net.settle();
  expect(server.responses.at(-1)!.status).toBe(404);
});
