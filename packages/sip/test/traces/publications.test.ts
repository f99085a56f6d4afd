import { callCompletionPackage, type PublicationState, type SipRequest } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { phone, uri } from '../support/phones.ts';
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

test('modified after 412: the state goes along anew (RFC 3903 §4.4)', async () => {
  const { net, server, publish, accept } = setUp();
  const { publication } = publish('a');
  await net.settle();
  accept('one');
  await net.settle();
  publication.update('b');
  await net.settle();
  server.respond(server.last('PUBLISH'), 412);
  await net.settle();
  const again = accept('two');
  expect([again.has('SIP-If-Match'), again.body]).toEqual([false, 'b']);
  await net.settle();
  publication.refresh();
  await net.settle();
  expect([server.last('PUBLISH').raw('SIP-If-Match'), server.last('PUBLISH').body]).toEqual(['two', '']);
});

test('too large (413): told, and a smaller state takes its place (RFC 3903 §5)', async () => {
  const { net, server, publish, accept } = setUp();
  const { publication } = publish('a'.repeat(100));
  await net.settle();
  server.respond(server.last('PUBLISH'), 413);
  await net.settle();
  expect(publication.state).toMatchObject({ kind: 'failed', why: { status: 413 } });
  expect(publication.state).not.toHaveProperty('retryAt');
  publication.update('a');
  await net.settle();
  accept('one');
  await net.settle();
  expect(publication.state.kind).toBe('published');
});

test('updated while the state before is refused: the new one is sent', async () => {
  const { net, server, publish, accept } = setUp();
  const { publication } = publish('bad');
  await net.settle();
  publication.update('good');
  server.respond(server.last('PUBLISH'), 415);
  await net.settle();
  expect(accept('one').body).toBe('good');
  await net.settle();
  expect(publication.state.kind).toBe('published');
});

test('updated while the server asks for patience: not before (RFC 3903 §5)', async () => {
  const { net, server, publish } = setUp();
  const { publication } = publish('a');
  await net.settle();
  publication.update('b');
  server.respond(server.last('PUBLISH'), 503, (response) => response.addRaw('Retry-After', '60'));
  await net.clock.advance(59_000);
  publication.update('c');
  await net.settle();
  expect(server.all('PUBLISH')).toHaveLength(1);
  expect(publication.state).toMatchObject({ kind: 'failed', why: { status: 503 } });
  await net.clock.advance(2000);
  expect(server.last('PUBLISH').body).toBe('c');
});

test('Expires of the 200 counts, but never beyond what was asked (RFC 3903 §6)', async () => {
  const { net, publish, accept } = setUp();
  const { publication } = publish();
  await net.settle();
  accept('one', 86_400);
  await net.settle();
  expect(publication.state).toMatchObject({ kind: 'published', until: net.clock.epoch() + 600_000 });
  publication.refresh();
  await net.settle();
  accept('two', 120);
  await net.settle();
  expect(publication.state).toMatchObject({ until: net.clock.epoch() + 120_000, entityTag: 'two' });
});

test('for another resource, and for a package', async () => {
  const { net, server, alice } = setUp();
  alice.agent.publish({
    event: callCompletionPackage,
    resource: uri('sip:queue@biloxi.test;m=BS'),
    contentType: 'application/pidf+xml',
    body: '<closed/>',
  });
  await net.settle();
  const request = server.last('PUBLISH');
  expect([request.uri, request.raw('Event'), request.raw('Expires')]).toEqual([
    'sip:queue@biloxi.test;m=BS',
    'call-completion',
    '3600',
  ]);
  expect(request.has('Contact')).toBe(false);
});

test('420, 403 and others that last are told and not repeated', async () => {
  for (const status of [400, 403, 404, 415, 420, 489, 513, 604]) {
    const { net, server, publish } = setUp();
    const { publication } = publish();
    await net.settle();
    server.respond(server.last('PUBLISH'), status);
    await net.settle();
    expect(publication.state).toMatchObject({ kind: 'failed', why: { status } });
    await net.expectNothingLeft(3_600_000);
    expect(server.all('PUBLISH')).toHaveLength(1);
  }
});
