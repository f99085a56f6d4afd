import { createRequest, type IncomingMessage } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { pair, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const TEXT = 'text/plain;charset=utf-8';

describe('MESSAGE', () => {
  test('arrives, with its text, time and id', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const received: IncomingMessage[] = [];
    bob.agent.onMessage = (message) => {
      received.push(message);
      return 200;
    };
    const trace = await net.run(async () => {
      const outcome = await alice.agent.sendMessage(bob.uri, { contentType: TEXT, body: 'Grüße 🎈', id: 'm-1' });
      expect(outcome).toEqual({ kind: 'delivered', id: 'm-1' });
    });
    expect(trace).toEqual(ladder`
      alice -> bob  MESSAGE sip:bob@biloxi.test
      bob -> alice  200`);
    expect(received).toMatchObject([
      { id: 'm-1', contentType: TEXT, body: 'Grüße 🎈', sentAt: net.clock.epoch(), from: { displayName: 'alice' } },
    ]);
  });

  test('sent again under its id, it is not delivered twice', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    let count = 0;
    bob.agent.onMessage = () => {
      count += 1;
      return 200;
    };
    for (const body of ['first', 'first']) {
      await net.run(async () => {
        expect(await alice.agent.sendMessage(bob.uri, { contentType: TEXT, body, id: 'm-1' })).toMatchObject({
          kind: 'delivered',
        });
      });
    }
    expect(count).toBe(1);
  });

  test('what was refused once may be taken later', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const answers = [486, 200];
    bob.agent.onMessage = () => answers.shift() ?? 500;
    const kinds: string[] = [];
    for (let i = 0; i < 2; i += 1) {
      await net.run(async () => {
        kinds.push((await alice.agent.sendMessage(bob.uri, { contentType: TEXT, body: 'hello', id: 'm-1' })).kind);
      });
    }
    expect(kinds).toEqual(['failed', 'delivered']);
  });

  test.each([
    [200, { kind: 'delivered' }],
    [202, { kind: 'accepted' }],
    [404, { kind: 'failed', why: { kind: 'rejected', by: 'remote', status: 404, phrase: 'Not Found' } }],
    [480, { kind: 'failed', why: { kind: 'rejected', by: 'remote', status: 480 } }],
    [302, { kind: 'failed', why: { kind: 'redirected', status: 302 } }],
  ])('answered %s', async (status, expected) => {
    const net = new VirtualNetwork();
    const server = new ScriptedEnd(net, 'server');
    const alice = phone(net, 'alice', { towards: 'server' });
    server.onRequest = (request) => void server.respond(request, status);
    await net.run(async () => {
      const outcome = await alice.agent.sendMessage(uri('sip:bob@biloxi.test'), { contentType: TEXT, body: 'hello' });
      expect(outcome).toMatchObject(expected);
    });
  });

  test('no answer, and no connection', async () => {
    const net = new VirtualNetwork();
    const message = { contentType: TEXT, body: 'hello' };
    const udp = phone(net, 'alice', { towards: 'nobody' });
    const tcp = phone(net, 'carol', { towards: 'nobody', protocol: 'TCP' });
    await net.run(async () => {
      expect(await udp.agent.sendMessage(uri('sip:bob@biloxi.test'), message)).toMatchObject({
        kind: 'failed',
        why: { kind: 'timeout', waitedFor: 'response' },
      });
      expect(await tcp.agent.sendMessage(uri('sip:bob@biloxi.test'), message)).toMatchObject({
        kind: 'failed',
        why: { kind: 'transport' },
      });
    });
    await net.expectNothingLeft();
  });

  test('nobody who takes messages: 480', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    await net.run(async () => {
      expect(await alice.agent.sendMessage(bob.uri, { contentType: TEXT, body: 'hello' })).toMatchObject({
        why: { status: 480 },
      });
    });
  });
});

test('OPTIONS tells what the other end can do', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  await net.run(async () => {
    expect(await alice.agent.options(bob.uri)).toEqual({
      kind: 'answered',
      allow: [
        'INVITE',
        'ACK',
        'CANCEL',
        'BYE',
        'OPTIONS',
        'MESSAGE',
        'SUBSCRIBE',
        'NOTIFY',
        'INFO',
        'PRACK',
        'UPDATE',
        'REFER',
      ],
      supported: ['outbound', 'path', '100rel', 'timer', '199', 'replaces', 'join', 'answermode', 'norefersub'],
      accept: ['application/sdp', 'text/plain'],
    });
  });
});

describe('what is refused', () => {
  async function ask(method: string, edit?: Parameters<ScriptedEnd['request']>[2], target = 'sip:bob@biloxi.test') {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'peer' });
    bob.agent.onMessage = () => 200;
    const peer = new ScriptedEnd(net, 'peer').towards('bob');
    peer.request(method, target, edit);
    await net.settle();
    return peer.responses.at(-1)!;
  }

  test.each([
    ['REGISTER', 405],
    ['FROBNICATE', 501],
  ])('%s: %s', async (method, status) => {
    const response = await ask(method);
    expect(response.status).toBe(status);
    expect(response.raw('Allow')).toContain('INVITE');
  });

  test.each(['BYE', 'NOTIFY', 'UPDATE', 'PRACK'])('%s outside a dialog: 481', async (method) => {
    expect((await ask(method)).status).toBe(481);
  });

  test.each(['INVITE', 'BYE', 'SUBSCRIBE', 'NOTIFY', 'MESSAGE', 'OPTIONS'])(
    '%s in a dialog that is not there: 481',
    async (method) => {
      const response = await ask(method, (request) => {
        request.remove('To');
        request.addRaw('To', '<sip:bob@biloxi.test>;tag=gone');
      });
      expect(response.status).toBe(481);
    },
  );

  test('an extension that is not there: 420', async () => {
    const response = await ask('INVITE', (request) => request.addRaw('Require', 'outbound, precondition, magic'));
    expect(response.status).toBe(420);
    expect(response.raw('Unsupported')).toBe('precondition, magic');
  });

  test('a body that is not understood: 415', async () => {
    const invite = await ask('INVITE', (request) => request.setBody('application/isup', 'x'));
    expect([invite.status, invite.raw('Accept')]).toEqual([
      415,
      'application/sdp, multipart/mixed, multipart/alternative',
    ]);
    const message = await ask('MESSAGE', (request) => request.setBody('image/png', 'x'));
    expect([message.status, message.raw('Accept')]).toEqual([
      415,
      'text/plain, multipart/mixed, multipart/alternative',
    ]);
    const packed = await ask('MESSAGE', (request) => {
      request.setBody('text/plain', 'x');
      request.addRaw('Content-Encoding', 'gzip');
    });
    expect([packed.status, packed.raw('Accept-Encoding')]).toEqual([415, 'identity']);
  });

  test('somebody else: 404; another kind of address: 416', async () => {
    expect((await ask('MESSAGE', undefined, 'sip:carol@biloxi.test')).status).toBe(404);
    expect((await ask('MESSAGE', undefined, 'tel:+4930123456')).status).toBe(404);
    expect((await ask('MESSAGE', undefined, 'mailto:bob@biloxi.test')).status).toBe(416);
  });

  test('an INVITE with a description that is none: 400', async () => {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'peer' });
    const peer = new ScriptedEnd(net, 'peer').towards('bob');
    peer.request('INVITE', 'sip:bob@biloxi.test', (request) => request.setBody('application/sdp', 'hello'));
    await net.settle();
    expect(peer.responses.at(-1)?.status).toBe(400);
    expect(bob.calls).toEqual([]);
  });

  test('the same request by another way: 482', async () => {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'peer' });
    const peer = new ScriptedEnd(net, 'peer').towards('bob');
    const first = peer.request('INVITE', 'sip:bob@biloxi.test');
    await net.settle();
    const second = createRequest('INVITE', first.uri);
    for (const name of ['From', 'To', 'Call-ID', 'CSeq']) second.copyLines(first, name);
    peer.send(second);
    await net.settle();
    expect(bob.calls).toHaveLength(1);
    expect(peer.responses.at(-1)?.status).toBe(482);
  });
});
