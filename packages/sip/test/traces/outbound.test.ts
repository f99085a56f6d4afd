import {
  Contact,
  contactExpires,
  createRequest,
  CSeq,
  type NameAddr,
  type RegistrationState,
  type SipRequest,
} from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, AUDIO, phone, type Phone, type PhoneSettings, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';
const MESSAGE = { contentType: 'text/plain', body: 'hello' };

/** Alice with flows to two edges over TCP; both register her, by RFC 5626 unless it is said otherwise. */
function setUp(settings: Partial<PhoneSettings> = {}, isOutbound = true) {
  const net = new VirtualNetwork();
  const edges = ['edge1', 'edge2'].map((name) => new ScriptedEnd(net, name, 'TCP'));
  const second = net.attach('alice', { host: '10.1.0.1', port: 5060 }, 'TCP');
  const alice = phone(net, 'alice', {
    towards: 'edge1',
    protocol: 'TCP',
    additionalFlows: [{ transport: second, outboundProxy: addressOf('edge2') }],
    ...settings,
  });
  for (const edge of edges) edge.onRequest = (request) => grant(edge, request, isOutbound);
  const states: RegistrationState['kind'][] = [];
  alice.agent.registration.on('changed', ({ kind }) => states.push(kind));
  return { net, edge1: edges[0]!, edge2: edges[1]!, alice, second, states };
}

const contactOf = (request: SipRequest): NameAddr => request.get(Contact) as NameAddr;

function grant(edge: ScriptedEnd, request: SipRequest, isOutbound = true): void {
  if (request.method !== 'REGISTER') return;
  edge.respond(request, 200, (response) => {
    const contact = contactOf(request);
    if (contactExpires(contact) === 0) response.remove(Contact);
    else response.set(Contact, contact);
    if (isOutbound) response.addRaw('Require', 'outbound');
    response.addRaw('Service-Route', `<sip:${edge.name}.test;lr>`);
  });
}

async function registered(...args: Parameters<typeof setUp>) {
  const all = setUp(...args);
  all.alice.agent.registration.register();
  await all.net.settle();
  expect(all.alice.agent.registration.state.kind).toBe('registered');
  return all;
}

function cut(net: VirtualNetwork, { transport }: { transport: Phone['transport'] }): void {
  for (const flow of transport.flows) net.cut(flow, 'the cable is out');
}

describe('several flows (RFC 5626 §4.2)', () => {
  test('each registers with a reg-id of its own, for the same instance', async () => {
    const { edge1, edge2, states } = await registered();
    const [one, two] = [edge1, edge2].map((edge) => edge.last('REGISTER'));
    expect([one!, two!].map((request) => contactOf(request).params.get('reg-id'))).toEqual(['1', '2']);
    expect(contactOf(one!).params.get('+sip.instance')).toBe(contactOf(two!).params.get('+sip.instance'));
    expect(one!.raw('Call-ID')).not.toBe(two!.raw('Call-ID'));
    expect(states.at(-1)).toBe('registered');
  });

  test('requests take the first, by its own Service-Route; what comes in is taken on any', async () => {
    const { net, edge1, edge2, alice } = await registered();
    void alice.agent.sendMessage(uri('sip:bob@biloxi.test'), MESSAGE);
    await net.settle();
    expect(edge1.last('MESSAGE').raw('Route')).toBe('<sip:edge1.test;lr>');
    expect(edge2.all('MESSAGE')).toEqual([]);
    edge2.request('OPTIONS', 'sip:alice@biloxi.test');
    await net.settle();
    expect(edge2.responses.at(-1)!.status).toBe(200);
  });

  test('a request goes on by the next when the first fails, and the person hears nothing of it', async () => {
    const { net, edge1, edge2, alice, states } = await registered();
    const outcome = alice.agent.sendMessage(uri('sip:bob@biloxi.test'), MESSAGE);
    await net.settle();
    expect(edge1.all('MESSAGE')).toHaveLength(1);
    cut(net, alice);
    await net.settle();
    const again = edge2.last('MESSAGE');
    expect(again.raw('Route')).toBe('<sip:edge2.test;lr>');
    expect(again.raw('CSeq')).toBe('1 MESSAGE');
    expect(again.raw('Via')).not.toBe(edge1.last('MESSAGE').raw('Via'));
    edge2.respond(again, 200);
    await net.settle();
    expect(await outcome).toMatchObject({ kind: 'delivered' });
    // One flow is enough to be registered.
    expect(new Set(states.slice(states.indexOf('registered')))).toEqual(new Set(['registered']));
  });

  test('a call keeps its flow as long as that works, then goes on by the other', async () => {
    const { net, edge1, edge2, alice } = await registered();
    const far = new FakeMediaEndpoint('far');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    edge1.respond(edge1.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(edge1.last('INVITE').raw('Contact')).toContain(`@${addressOf('alice').host}:5060;`);
    await edge1.transport.close();
    await net.settle();
    void call.hold();
    await net.settle();
    expect(edge2.last('INVITE').raw('Contact')).toContain('@10.1.0.1:5060;');
    edge2.respond(edge2.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(edge2.all('ACK')).toHaveLength(1);
    call.hangUp();
    await net.settle();
    expect(edge2.last('BYE').raw('CSeq')).toBe('3 BYE');
  });

  test('a call that comes in by the second is answered and ended by the second', async () => {
    const { net, edge1, edge2, alice } = await registered();
    const far = new FakeMediaEndpoint('far');
    const invite = edge2.request('INVITE', 'sip:alice@biloxi.test', (request) =>
      request.setBody(SDP, far.describe(AUDIO)),
    );
    await net.settle();
    void alice.calls[0]!.accept(AUDIO);
    await net.settle();
    const answer = edge2.responses.at(-1)!;
    expect(answer.status).toBe(200);
    expect(answer.raw('Contact')).toContain('@10.1.0.1:5060;');
    const ack = createRequest('ACK', answer.raw('Contact')!.slice(1, -1));
    ack.copyLines(invite, 'From');
    ack.copyLines(answer, 'To');
    ack.copyLines(invite, 'Call-ID');
    ack.set(CSeq, { number: 1, method: 'ACK' });
    edge2.send(ack);
    await net.settle();
    alice.calls[0]!.hangUp();
    await net.settle();
    expect(edge2.all('BYE')).toHaveLength(1);
    expect(edge1.all('BYE')).toHaveLength(0);
  });

  test('when all have failed, the request fails with the reason of the last', async () => {
    const { net, edge1, edge2, alice } = setUp();
    await edge1.transport.close();
    await edge2.transport.close();
    const outcome = alice.agent.sendMessage(uri('sip:bob@biloxi.test'), MESSAGE);
    await net.settle();
    const { host } = addressOf('edge2');
    expect(await outcome).toMatchObject({
      kind: 'failed',
      why: { kind: 'transport', cause: `connection refused by ${host}:5060` },
    });
  });

  test('a flow that failed comes back later while another works: 90 s are the base then, not 30 s (§4.5)', async () => {
    const { net, edge1, alice } = await registered();
    await edge1.transport.close();
    await net.clock.advance(2100);
    const attempts = (): number =>
      alice.runtime.trace
        .events()
        .filter((event) => event.kind === 'message' && event.direction === 'sent' && event.text.includes('reg-id=1'))
        .length;
    expect(attempts()).toBe(2);
    await net.clock.advance(88_000);
    expect(attempts()).toBe(2);
    await net.clock.advance(92_000);
    expect(attempts()).toBe(3);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('a registrar that does not tell flows apart keeps one binding; the other takes its place when it fails', async () => {
    const { net, edge1, edge2, alice } = await registered({}, false);
    expect(contactExpires(contactOf(edge2.last('REGISTER')))).toBe(0);
    expect(alice.agent.registration.state.kind).toBe('registered');
    const before = edge2.all('REGISTER').length;
    await edge1.transport.close();
    await net.settle();
    expect(edge2.all('REGISTER')).toHaveLength(before + 1);
    expect(contactExpires(contactOf(edge2.last('REGISTER')))).toBe(600);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('unregister and removeAll leave nothing behind', async () => {
    const { net, edge1, edge2, alice } = await registered();
    const removed = alice.agent.registration.unregister();
    await net.settle();
    await removed;
    for (const edge of [edge1, edge2]) expect(contactExpires(contactOf(edge.last('REGISTER')))).toBe(0);
    alice.agent.registration.register();
    await net.settle();
    const outcome = alice.agent.registration.removeAll();
    edge1.onRequest = (request) => void edge1.respond(request, 200, (response) => response.remove(Contact));
    await net.settle();
    expect(await outcome).toEqual({ kind: 'answered', bindings: [] });
    expect(alice.agent.registration.state).toEqual({ kind: 'unregistered' });
    await net.expectNothingLeft(700_000);
  });
});

const NO_PONG = 'no answer to a keep-alive (RFC 5626 §4.4.1)';

describe('keep-alive by CRLF (RFC 5626 §4.4.1)', () => {
  function one(answer: (edge: ScriptedEnd, request: SipRequest) => void, settings: Partial<PhoneSettings> = {}) {
    const net = new VirtualNetwork();
    const edge = new ScriptedEnd(net, 'edge', 'TCP');
    const alice = phone(net, 'alice', { towards: 'edge', protocol: 'TCP', ...settings });
    edge.onRequest = (request) => answer(edge, request);
    const causes: string[] = [];
    alice.agent.registration.on('changed', (state) => {
      if (state.kind === 'failed' && state.why.kind === 'transport') causes.push(state.why.cause);
    });
    alice.agent.registration.register();
    return { net, edge, alice, causes };
  }

  test('a flow that does not answer within 10 s has failed, and is made anew', async () => {
    const { net, alice, causes } = one(grant);
    await net.clock.advance(90_000);
    net.part('alice', 'edge');
    // A ping comes after 96 to 120 s.
    await net.clock.advance(16_000);
    expect(alice.agent.registration.state.kind).toBe('registered');
    await net.clock.advance(24_000);
    expect(causes).toEqual([NO_PONG]);
    net.heal('alice', 'edge');
    await net.clock.advance(2000);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('one that answers stays; Flow-Timer says how often, at most (§4.4)', async () => {
    const { net, causes } = one((edge, request) =>
      edge.respond(request, 200, (response) => {
        response.set(Contact, contactOf(request));
        response.addRaw('Flow-Timer', '20');
      }),
    );
    await net.clock.advance(400_000);
    expect(causes).toEqual([]);
    net.part('alice', 'edge');
    await net.clock.advance(30_000);
    expect(causes).toEqual([NO_PONG]);
  });

  test('an edge that knows nothing of outbound is not asked', async () => {
    const { net, alice } = one((edge, request) => grant(edge, request, false));
    await net.clock.advance(90_000);
    net.part('alice', 'edge');
    await net.clock.advance(200_000);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('the times can be set', async () => {
    const { net, causes } = one(grant, { keepAlive: { everySec: 5, answerWithinSec: 1 } });
    await net.clock.advance(100);
    net.part('alice', 'edge');
    await net.clock.advance(6000);
    expect(causes).toEqual([NO_PONG]);
  });

  test('nothing is left over after the end', async () => {
    const { net, alice } = one(grant);
    await net.clock.advance(300_000);
    expect(await net.run(() => alice.agent.stop())).toEqual(ladder`
      alice -> edge REGISTER
      edge -> alice 200`);
    await net.expectNothingLeft();
  });
});
