import { type PublicationState, type SipRequest } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { phone } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

function setUp() {
  const net = new VirtualNetwork();
  const server = new ScriptedEnd(net, 'server');
  const alice = phone(net, 'alice', { towards: 'server', backoff: { baseMs: 1000, maxMs: 10_000 } });
  const publish = (body = '<available/>') => {
    const publication = alice.agent.publish({
      event: 'presence',
      contentType: 'application/pidf+xml',
      body,
      expiresSec: 600,
    });
    const states: PublicationState[] = [];
    publication.on('changed', (state) => states.push(state));
    return { publication, states };
  };
  const accept = (entityTag: string, expiresSec = 600): SipRequest => {
    const request = server.last('PUBLISH');
    server.respond(request, 200, (response) => {
      response.addRaw('SIP-ETag', entityTag);
      response.addRaw('Expires', String(expiresSec));
    });
    return request;
  };
  return { net, server, alice, publish, accept };
}

test('published, refreshed without a body, changed, removed (RFC 3903 §4)', async () => {
  const { net, server, publish, accept } = setUp();
  const { publication, states } = publish();
  await net.settle();
  const first = accept('one');
  expect(first.uri).toBe('sip:alice@biloxi.test');
  expect(first.raw('Event')).toBe('presence');
  expect(first.body).toBe('<available/>');
  expect(first.has('SIP-If-Match')).toBe(false);
  await net.settle();
  expect(states).toEqual([{ kind: 'published', until: net.clock.epoch() + 600_000, entityTag: 'one' }]);

  await server.next('PUBLISH', 570_000);
  const second = accept('two');
  expect([second.raw('SIP-If-Match'), second.body]).toEqual(['one', '']);
  await net.settle();

  publication.update('<busy/>');
  await net.settle();
  const third = accept('three');
  expect([third.raw('SIP-If-Match'), third.body]).toEqual(['two', '<busy/>']);
  await net.settle();

  const trace = await net.run(async () => {
    const removed = publication.remove();
    await net.settle();
    accept('none', 0);
    await removed;
  });
  expect(trace).toEqual(ladder`
    alice -> server  PUBLISH
    server -> alice  200`);
  const last = server.last('PUBLISH');
  expect([last.raw('SIP-If-Match'), last.raw('Expires'), last.body]).toEqual(['three', '0', '']);
  expect(publication.state).toEqual({ kind: 'removed' });
  await net.expectNothingLeft(700_000);
});

test('412: the server has lost it, so it is published as new', async () => {
  const { net, server, publish, accept } = setUp();
  const { publication } = publish();
  await net.settle();
  accept('one');
  server.respond(await server.next('PUBLISH', 570_000), 412);
  await net.settle();
  const again = accept('fresh');
  expect([again.has('SIP-If-Match'), again.body]).toEqual([false, '<available/>']);
  await net.settle();
  expect(publication.state).toMatchObject({ kind: 'published', entityTag: 'fresh' });
});

test('423: the lifetime that the server wants at least', async () => {
  const { net, server, publish } = setUp();
  publish();
  await net.settle();
  server.respond(server.last('PUBLISH'), 423, (response) => response.addRaw('Min-Expires', '1800'));
  await net.settle();
  expect(server.last('PUBLISH').raw('Expires')).toBe('1800');
});

test('updates while one is under way: only the last one follows', async () => {
  const { net, server, publish, accept } = setUp();
  const { publication } = publish('a');
  await net.settle();
  publication.update('b');
  publication.update('c');
  await net.settle();
  expect(server.all('PUBLISH')).toHaveLength(1);
  accept('one');
  await net.settle();
  accept('two');
  await net.settle();
  expect(server.all('PUBLISH').map(({ body }) => body)).toEqual(['a', 'c']);
});

test('a failure that may pass is tried again, one that lasts is not', async () => {
  const { net, server, publish } = setUp();
  const { publication } = publish();
  await net.settle();
  server.respond(server.last('PUBLISH'), 503);
  await net.settle();
  expect(publication.state).toMatchObject({ kind: 'failed', why: { status: 503 } });
  await net.clock.advance(2000);
  expect(server.all('PUBLISH')).toHaveLength(2);
  server.respond(server.last('PUBLISH'), 489);
  await net.settle();
  expect(publication.state).toEqual({
    kind: 'failed',
    why: { kind: 'rejected', by: 'remote', status: 489, phrase: 'Bad Event' },
  });
  await net.expectNothingLeft(3_600_000);
});

test('removed while it is under way: taken back afterwards', async () => {
  const { net, server, publish, accept } = setUp();
  const { publication } = publish();
  await net.settle();
  void publication.remove();
  accept('one');
  await net.settle();
  expect(server.last('PUBLISH').raw('Expires')).toBe('0');
  accept('none', 0);
  await net.expectNothingLeft();
});
