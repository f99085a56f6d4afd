import { readFile } from 'node:fs/promises';
import { type EndReason, presencePackage, uriOf, UserAgent, writePidf } from '@sidetone/sip';
import { FakeMediaFactory, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { addressOf, pair, phone } from '../support/phones.ts';
import { talk, threePhones } from '../support/three-phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';
import { answerCalls } from './guide/answer.ts';
import { call } from './guide/place-a-call.ts';
import { consult } from './guide/in-a-call.ts';
import { inNode } from './guide/in-node.ts';
import { inTheBrowser } from './guide/in-the-browser.ts';
import { receiveMessages, sendMessage } from './guide/message.ts';
import { enterCode } from './guide/tones.ts';
import { followTransfers, sendToCarol } from './guide/transfer.ts';
import { register } from './guide/register.ts';
import { beWatched } from './guide/serve.ts';
import { watch } from './guide/subscribe.ts';

const README = new URL('../../README.md', import.meta.url);
const FENCE = /^```ts ([a-z-]+)\n(?:[^]*?\n)?```$/gm;

test('README.md shows the examples as they are (vitest -u writes them anew)', async () => {
  const page = await readFile(README, 'utf8');
  const names = [...page.matchAll(FENCE)].map(([, name]) => name ?? '');
  const texts = await Promise.all(names.map((name) => readFile(new URL(`guide/${name}.ts`, import.meta.url), 'utf8')));
  let next = 0;
  const shown = page.replaceAll(FENCE, (_, name: string) => `\`\`\`ts ${name}\n${texts[next++] ?? ''}\`\`\``);
  expect(names).toHaveLength(11);
  await expect(shown).toMatchFileSnapshot('../../README.md');
});

test('register', async () => {
  const net = new VirtualNetwork();
  const server = new ScriptedEnd(net, 'example.com');
  server.onRequest = (request) =>
    void server.respond(request, 200, (response) => response.copyLines(request, 'Contact'));
  const done = register(testRuntime(net, 1), net.attach('alice', addressOf('alice'), 'UDP'), new FakeMediaFactory('a'));
  await net.settle();
  const agent = await done;
  expect(agent.registration.state.kind).toBe('registered');
});

test('register, refused for good', async () => {
  const net = new VirtualNetwork();
  const server = new ScriptedEnd(net, 'example.com');
  server.onRequest = (request) => void server.respond(request, 403);
  const done = register(testRuntime(net, 1), net.attach('alice', addressOf('alice'), 'UDP'), new FakeMediaFactory('a'));
  const [outcome] = await Promise.allSettled([done, net.settle()]);
  expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'rejected' } });
});

test('call, answer, hold and hang up', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  answerCalls(bob.agent);
  const ends: EndReason[] = [];
  const made = call(alice.agent, (why) => ends.push(why));
  await net.settle();
  expect(made.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
  const consulted = consult(made);
  await net.settle();
  expect(await consulted).toBe('held, resumed and ended');
  expect(ends).toEqual([{ kind: 'hung-up', by: 'local' }]);
});

test('tones', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  answerCalls(bob.agent);
  const made = call(alice.agent, () => undefined);
  await net.settle();
  const entered = enterCode(made, () => undefined);
  await net.settle();
  expect(await entered).toBe('sent by media');
  made.hangUp();
});

test('transfer', async () => {
  const { net, alice, bob, carol } = threePhones();
  followTransfers(bob.agent);
  const [made] = await talk(net, alice, bob);
  carol.agent.onIncomingCall = (incoming) => incoming.reject(486);
  const failures: string[] = [];
  sendToCarol(made, () => failures.push('busy'));
  await net.clock.advance(2000);
  expect([failures, made.state.kind]).toEqual([['busy'], 'confirmed']);
  answerCalls(carol.agent);
  sendToCarol(made, () => failures.push('again'));
  await net.clock.advance(2000);
  expect(failures).toEqual(['busy']);
  expect(made.state).toMatchObject({ why: { kind: 'transferred', to: 'sip:carol@example.com' } });
});

test('a call that is of no hurry is refused', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  answerCalls(bob.agent);
  const made = alice.agent.call(uriOf('sip:bob@example.com'), {
    media: { audio: true, video: false },
    priority: 'non-urgent',
  });
  await net.settle();
  expect(made.state).toMatchObject({ kind: 'terminated', why: { kind: 'rejected', status: 486 } });
});

test('message', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  const shown: string[] = [];
  receiveMessages(bob.agent, (from, text) => shown.push(`${from}: ${text}`));
  const sent = sendMessage(alice.agent);
  await net.settle();
  expect(await sent).toBe('delivered');
  expect(shown).toEqual(['alice: Watson, come here.']);
});

test('subscribe', async () => {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'notifier' });
  const notifier = new ScriptedEnd(net, 'notifier');
  const shown: boolean[] = [];
  watch(alice.agent, (isOnline) => shown.push(isOnline));
  await net.settle();
  const subscribe = notifier.last('SUBSCRIBE');
  notifier.respond(subscribe, 200, (response) => response.addRaw('Expires', '600'));
  notifier.inDialog('NOTIFY', subscribe, 1, (request) => {
    request.addRaw('Event', 'presence');
    request.addRaw('Subscription-State', 'active;expires=600');
    const tuple = { id: 't', basic: 'open' } as const;
    const document = { entity: 'sip:bob@example.com', basic: 'open', activities: [], tuples: [tuple] } as const;
    request.setBody('application/pidf+xml', writePidf(document));
  });
  await net.settle();
  expect(shown).toEqual([true]);
});

test('serve', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  beWatched(alice.agent, new Set(['sip:bob@biloxi.test']));
  const shown: (string | undefined)[] = [];
  bob.agent.subscribe(alice.uri, { event: presencePackage }).on('notify', ({ value }) => shown.push(value?.basic));
  await net.clock.advance(10);
  expect(shown).toEqual(['open']);
  beWatched(alice.agent, new Set());
  const refused = bob.agent.subscribe(alice.uri, { event: presencePackage });
  await net.settle();
  expect(refused.state).toMatchObject({ kind: 'terminated', why: { why: { status: 403 } } });
});

test('a transport of a browser', () => {
  expect(inTheBrowser().transport.protocol).toBe('WSS');
});

test('a user agent over real UDP', async () => {
  const { runtime, transport } = await inNode();
  const agent = new UserAgent(runtime, {
    transport,
    aor: uriOf('sip:alice@example.com'),
    instanceId: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    regId: 1,
    userAgentName: 'Example/1.0',
  });
  expect(transport.local.port).toBeGreaterThan(0);
  await agent.stop();
});
