import {
  cpimEnvelope,
  type CpimMessage,
  CPIM_TYPE,
  createRequest,
  IMDN_NAMESPACE,
  IMDN_TYPE,
  type IncomingMessage,
  IS_COMPOSING_TYPE,
  type SipRequest,
  Subject,
  writeCpim,
  writeIsComposing,
} from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, phone, type PhoneSettings, uri } from '../support/phones.ts';
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

describe('RFC 3428', () => {
  /** Bob takes messages; a peer sends them. */
  function receiver(settings: Partial<PhoneSettings> = {}) {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'peer', ...settings });
    const received: IncomingMessage[] = [];
    bob.agent.onMessage = (message) => {
      received.push(message);
      return 200;
    };
    const peer = new ScriptedEnd(net, 'peer').towards('bob');
    const tell = async (contentType: string, body: string | Uint8Array, edit?: (request: SipRequest) => void) => {
      peer.request('MESSAGE', 'sip:bob@biloxi.test', (request) => {
        request.setBody(contentType, body);
        edit?.(request);
      });
      await net.settle();
      return peer.responses.at(-1)!;
    };
    return { net, bob, peer, received, tell };
  }

  test('§4: no Contact, with Date, Subject and Expires', async () => {
    const net = new VirtualNetwork();
    const server = new ScriptedEnd(net, 'server');
    const alice = phone(net, 'alice', { towards: 'server' });
    void alice.agent.sendMessage(uri('sip:bob@biloxi.test'), {
      contentType: TEXT,
      body: 'hello',
      subject: 'Lunch – today',
      expiresSec: 60,
      headers: [['Priority', 'urgent']],
    });
    await net.settle();
    const request = server.last('MESSAGE');
    expect(request.has('Contact')).toBe(false);
    expect(request.has('Date')).toBe(true);
    expect([request.raw('Expires'), request.raw('Priority'), request.get(Subject)]).toEqual([
      '60',
      'urgent',
      'Lunch – today',
    ]);
  });

  test('redirected: it goes where the other end is now (RFC 3261 §8.1.3.4)', async () => {
    const net = new VirtualNetwork();
    const server = new ScriptedEnd(net, 'server');
    const alice = phone(net, 'alice', { towards: 'server' });
    server.onRequest = (request) =>
      void server.respond(request, request.uri.includes('elsewhere') ? 200 : 301, (response) => {
        response.addRaw('Contact', '<sip:elsewhere@biloxi.test>');
      });
    await net.run(async () => {
      const outcome = await alice.agent.sendMessage(uri('sip:bob@biloxi.test'), { contentType: TEXT, body: 'hello' });
      expect(outcome.kind).toBe('delivered');
    });
    expect(server.last('MESSAGE').body).toBe('hello');
  });

  test('§5: an im: address is resolved', async () => {
    const net = new VirtualNetwork();
    const server = new ScriptedEnd(net, 'server');
    const alice = phone(net, 'alice', { towards: 'server' });
    void alice.agent.sendMessage(uri('im:bob@biloxi.test'), { contentType: TEXT, body: 'hello' });
    await net.settle();
    expect([server.last('MESSAGE').uri, server.last('MESSAGE').raw('To')]).toEqual([
      'sip:bob@biloxi.test',
      '<sip:bob@biloxi.test>',
    ]);
  });

  test('§7: a 2xx has neither body nor Contact', async () => {
    const { tell } = receiver();
    const response = await tell('text/plain', 'hello');
    expect([response.status, response.body, response.has('Contact')]).toEqual([200, '', false]);
  });

  test('§7: Expires counts from Date, else from now', async () => {
    const { net, received, tell } = receiver();
    await tell('text/plain', 'a', (request) => request.addRaw('Expires', '60'));
    await tell('text/plain', 'b', (request) => {
      request.addRaw('Expires', '60');
      request.addRaw('Date', 'Sat, 13 Nov 2010 23:29:00 GMT');
    });
    await tell('text/plain', 'c');
    expect(received.map(({ expiresAt }) => expiresAt)).toEqual([
      net.clock.epoch() + 60_000,
      Date.UTC(2010, 10, 13, 23, 30),
      undefined,
    ]);
  });

  test('§8: to one address one after another, to others at once', async () => {
    const net = new VirtualNetwork();
    const server = new ScriptedEnd(net, 'server');
    const alice = phone(net, 'alice', { towards: 'server' });
    const send = (to: string, body: string) => alice.agent.sendMessage(uri(to), { contentType: TEXT, body });
    const outcomes = [
      send('sip:bob@biloxi.test', '1'),
      send('sip:bob@BILOXI.test', '2'),
      send('sip:carol@biloxi.test', '3'),
    ];
    await net.settle();
    expect(server.all('MESSAGE').map(({ body }) => body)).toEqual(['1', '3']);
    server.respond(server.all('MESSAGE')[0]!, 486);
    await net.settle();
    expect(server.last('MESSAGE').body).toBe('2');
    for (const request of server.all('MESSAGE').slice(1)) server.respond(request, 200);
    await net.settle();
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['failed', 'delivered', 'delivered']);
  });

  test('text of another encoding', async () => {
    const { received, tell } = receiver();
    await tell('text/plain;charset=ISO-8859-1', Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65));
    expect(received[0]?.body).toBe('Grüße');
  });

  test('what the application refuses with 415 is answered with what it takes', async () => {
    const { bob, tell } = receiver();
    bob.agent.onMessage = () => 415;
    const response = await tell('text/plain', 'x');
    expect([response.status, response.raw('Accept')]).toEqual([415, 'text/plain']);
  });

  test('notifications of RFC 5438 and RFC 3994 arrive when they are asked for', async () => {
    const types = ['text/plain', IMDN_TYPE, IS_COMPOSING_TYPE];
    const { received, tell } = receiver({ messageTypes: types });
    const composing = writeIsComposing({ state: 'active', refreshSec: 60 });
    expect((await tell(IS_COMPOSING_TYPE, composing)).status).toBe(200);
    const edit = (request: SipRequest): void => request.addRaw('Content-Disposition', 'notification');
    expect((await tell(IMDN_TYPE, '<imdn/>', edit)).status).toBe(200);
    expect(received.map(({ contentType }) => contentType)).toEqual([IS_COMPOSING_TYPE, IMDN_TYPE]);
    expect((await tell('text/html', '<b/>')).raw('Accept')).toBe(
      `${types.join(', ')}, multipart/mixed, multipart/alternative`,
    );
    const without = receiver();
    expect((await without.tell(IMDN_TYPE, '<imdn/>')).status).toBe(415);
  });

  describe('message/cpim (RFC 3862)', () => {
    const wrap = (contentType: string, more: Partial<CpimMessage> = {}): string =>
      writeCpim({
        from: { uri: 'sip:peer@biloxi.test' },
        to: [{ uri: 'sip:bob@biloxi.test' }],
        cc: [],
        subjects: [{ text: 'Lunch' }],
        dateTime: Date.UTC(2026, 0, 2, 3, 4, 5),
        require: [],
        headers: [{ namespace: IMDN_NAMESPACE, name: 'Message-ID', params: [], value: 'm-7' }],
        content: { headers: [['Content-Type', contentType]], body: 'Grüße' },
        ...more,
      });

    test('is opened', async () => {
      const { received, tell } = receiver({ messageEnvelopes: [cpimEnvelope] });
      expect((await tell(CPIM_TYPE, wrap('text/plain; charset=utf-8'))).status).toBe(200);
      expect(received[0]).toMatchObject({
        id: 'm-7',
        contentType: 'text/plain; charset=utf-8',
        body: 'Grüße',
        subject: 'Lunch',
        sentAt: Date.UTC(2026, 0, 2, 3, 4, 5),
        cpim: { from: { uri: 'sip:peer@biloxi.test' } },
      });
    });

    test('with something that is not understood: 415; malformed or asking for more: 400', async () => {
      const { received, tell } = receiver({ messageEnvelopes: [cpimEnvelope] });
      expect((await tell(CPIM_TYPE, wrap('image/png'))).raw('Accept')).toBe('text/plain, message/cpim');
      expect((await tell(CPIM_TYPE, 'nothing')).status).toBe(400);
      const asking = wrap('text/plain', { require: [{ namespace: 'urn:x', name: 'Magic' }] });
      expect((await tell(CPIM_TYPE, asking)).reason).toBe('Magic is not known');
      expect(received).toEqual([]);
    });

    test('without the envelope: 415', async () => {
      const { tell } = receiver();
      expect((await tell(CPIM_TYPE, wrap('text/plain'))).status).toBe(415);
    });
  });

  test('§4: within a call, both ways', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const received: IncomingMessage[] = [];
    for (const { agent } of [alice, bob]) {
      agent.onMessage = (message) => {
        received.push(message);
        return 200;
      };
    }
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    expect(await call.sendMessage({ contentType: TEXT, body: 'too early' })).toMatchObject({ kind: 'failed' });
    await net.run(() => bob.calls[0]?.accept(AUDIO));
    const trace = await net.run(async () => {
      const outcomes = await Promise.all([
        call.sendMessage({ contentType: TEXT, body: 'one' }),
        call.sendMessage({ contentType: TEXT, body: 'two' }),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'delivered']);
      await bob.calls[0]?.sendMessage({ contentType: TEXT, body: 'three' });
    });
    expect(trace).toEqual(ladder`
      alice -> bob  MESSAGE
      bob -> alice  200
      alice -> bob  MESSAGE
      bob -> alice  200
      bob -> alice  MESSAGE
      alice -> bob  200`);
    expect(received.map(({ body, callId }) => [body, callId])).toEqual([
      ['one', bob.calls[0]?.details.callId],
      ['two', call.details.callId],
      ['three', call.details.callId],
    ]);
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
      // Each part of the user agent adds its own; capabilities.ts has them all.
      supported: expect.arrayContaining(['outbound', 'path', 'gruu']) as string[],
      accept: ['application/sdp', 'text/plain'],
      events: [],
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

  test('the same message by another way after it was answered: 482, and it is shown once', async () => {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'peer' });
    const shown: string[] = [];
    bob.agent.onMessage = ({ body }) => {
      shown.push(body);
      return 200;
    };
    const peer = new ScriptedEnd(net, 'peer').towards('bob');
    const first = peer.request('MESSAGE', 'sip:bob@biloxi.test', (request) => request.setBody('text/plain', 'hello'));
    await net.settle();
    const copy = createRequest('MESSAGE', first.uri);
    for (const name of ['From', 'To', 'Call-ID', 'CSeq', 'Content-Type']) copy.copyLines(first, name);
    peer.send(copy);
    await net.settle();
    expect(shown).toEqual(['hello']);
    expect(peer.responses.map(({ status }) => status)).toEqual([200, 482]);
  });
});
