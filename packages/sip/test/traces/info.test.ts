import { Accept, type IncomingInfo, type SipRequest, type Tone } from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, phone, type PhoneSettings, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

/** Alice and Bob in a call. Neither sends telephone-events unless `hasEvents`. */
async function talking({ hasEvents = false, ...settings }: Partial<PhoneSettings> & { hasEvents?: boolean } = {}) {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net, settings);
  bob.agent.onIncomingCall = (call) => void bob.calls.push(call);
  const call = alice.agent.call(bob.uri, { media: AUDIO });
  await net.settle();
  if (!hasEvents) for (const { newest } of [alice.media]) newest!.hasTelephoneEvents = false;
  await bob.calls[0]!.accept(AUDIO);
  await net.settle();
  const tones: Tone[] = [];
  const infos: IncomingInfo[] = [];
  bob.calls[0]!.on('dtmf', (tone) => tones.push(tone));
  bob.calls[0]!.on('info', (info) => infos.push(info));
  return { net, alice, bob, call, other: bob.calls[0]!, tones, infos };
}

/** Alice in a call with an end that does what the test says. */
async function scripted(settings: Partial<PhoneSettings> = {}) {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'bob', ...settings });
  const bob = new ScriptedEnd(net, 'bob');
  bob.onRequest = (request) => {
    if (request.method === 'INVITE') {
      bob.respond(request, 200, (response) => {
        response.setBody('application/sdp', new FakeMediaEndpoint('bob').describe(AUDIO));
        response.addRaw('Recv-Info', 'greeting');
      });
    } else if (request.method !== 'ACK') {
      bob.respond(request, 200);
    }
  };
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
  await net.settle();
  alice.media.newest!.hasTelephoneEvents = false;
  const invite = bob.last('INVITE');
  /** An INFO from Bob, and what Alice answers. */
  let number = 1;
  const info = async (edit: (request: SipRequest) => void) => {
    number += 1;
    bob.inDialog('INFO', invite, number, edit);
    await net.settle();
    return bob.responses.at(-1)!;
  };
  return { net, alice, bob, call, info };
}

async function end({ net, call }: { net: VirtualNetwork; call: { hangUp(): void } }): Promise<void> {
  call.hangUp();
  await net.expectNothingLeft();
}

describe('tones', () => {
  test('in the sound when the other end takes telephone-events (RFC 4733)', async () => {
    const world = await talking({ hasEvents: true });
    expect(await world.call.sendDtmf('12#', { durationMs: 200 })).toEqual({ kind: 'sent', by: 'media' });
    expect(world.alice.media.newest!.tones).toEqual([{ tones: '12#', timing: { durationMs: 200, gapMs: 70 } }]);
    expect(world.bob.calls[0]!.state.kind).toBe('confirmed');
    await end(world);
  });

  test('else one INFO for each, one after another', async () => {
    const world = await talking();
    const { net, call, tones } = world;
    const trace = await net.run(async () => {
      const sent = call.sendDtmf('1,d', { durationMs: 160, gapMs: 40 });
      const later = call.sendDtmf('#');
      await net.clock.advance(5000);
      expect(await sent).toEqual({ kind: 'sent', by: 'info' });
      expect(await later).toEqual({ kind: 'sent', by: 'info' });
    });
    expect(trace).toEqual(ladder`
      0    alice -> bob INFO
           bob -> alice 200
      2200 alice -> bob INFO
           bob -> alice 200
      2400 alice -> bob INFO
           bob -> alice 200`);
    expect(tones).toEqual([
      { tone: '1', durationMs: 160 },
      { tone: 'D', durationMs: 160 },
      { tone: '#', durationMs: 100 },
    ]);
    await end(world);
  });

  test('as the wire has them', async () => {
    const world = await scripted();
    void world.call.sendDtmf('5', { durationMs: 160 });
    await world.net.settle();
    const info = world.bob.last('INFO');
    expect(info.raw('Content-Type')).toBe('application/dtmf-relay');
    expect(info.body).toBe('Signal=5\r\nDuration=160\r\n');
    expect(info.has('Info-Package')).toBe(false);
    expect(info.has('Recv-Info')).toBe(false);
    await end(world);
  });

  test('an end that takes them in neither way', async () => {
    const world = await scripted();
    world.bob.onRequest = (request) => void world.bob.respond(request, 415);
    const sent = world.call.sendDtmf('55');
    await world.net.settle();
    expect(await sent).toEqual({
      kind: 'refused',
      status: 415,
      phrase: 'Unsupported Media Type',
    });
    expect(world.bob.all('INFO')).toHaveLength(1);
    expect(world.call.state.kind).toBe('confirmed');
    world.bob.onRequest = (request) => void world.bob.respond(request, 200);
    await end(world);
  });

  test('the call ends while tones are left to send: nothing waits', async () => {
    const world = await talking();
    const sent = world.call.sendDtmf('1,2');
    await world.net.clock.advance(300);
    world.call.hangUp();
    await world.net.settle();
    expect(await sent).toEqual({ kind: 'failed', why: { kind: 'hung-up', by: 'local' } });
    expect(world.tones).toHaveLength(1);
    await world.net.expectNothingLeft();
  });

  test('before the answer there is no way for them', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    expect(await call.sendDtmf('1')).toMatchObject({ kind: 'failed' });
    call.hangUp();
    await net.expectNothingLeft();
  });

  test.each(['', 'x', '12 3', '١'])('%j are no tones', async (tones) => {
    const world = await talking();
    expect(() => world.call.sendDtmf(tones)).toThrow(RangeError);
    await end(world);
  });

  test.each([
    ['application/dtmf', '7', 200, { tone: '7', durationMs: 250 }],
    ['application/dtmf-relay', 'Signal=*\r\nDuration=90', 200, { tone: '*', durationMs: 90 }],
    ['application/dtmf-relay', 'Duration=90', 400, undefined],
  ])('that come as %s %j', async (type, body, status, tone) => {
    const world = await scripted();
    const heard: Tone[] = [];
    world.call.on('dtmf', (each) => heard.push(each));
    expect((await world.info((request) => request.setBody(type, body))).status).toBe(status);
    expect(heard).toEqual(tone === undefined ? [] : [tone]);
    await end(world);
  });

  test('the other end has forgotten the call', async () => {
    const world = await scripted();
    world.bob.onRequest = (request) => void world.bob.respond(request, 481);
    const sent = world.call.sendDtmf('1');
    await world.net.settle();
    expect(await sent).toMatchObject({ kind: 'refused', status: 481 });
    expect(world.call.state).toEqual({ kind: 'terminated', why: { kind: 'lost', status: 481 } });
    await world.net.expectNothingLeft();
  });
});

describe('INFO packages (RFC 6086)', () => {
  test('each end says what it takes, and is told it', async () => {
    const world = await talking({ infoPackages: ['greeting', 'weather'] });
    const sent = world.call.sendInfo({ package: 'weather', contentType: 'text/plain', body: 'Wärmer' });
    await world.net.settle();
    expect(await sent).toEqual({ kind: 'done' });
    expect(world.infos).toEqual([{ package: 'weather', params: new Map(), contentType: 'text/plain', body: 'Wärmer' }]);
    const back = world.other.sendInfo({ package: 'greeting' });
    await world.net.settle();
    expect(await back).toEqual({ kind: 'done' });
    const wires = world.net.ladder.entries.map(({ wire }) => wire);
    expect(wires.filter((wire) => /^Recv-Info: trickle-ice, greeting, weather\r$/m.test(wire))).toHaveLength(2);
    const info = wires.find((wire) => wire.startsWith('INFO'));
    expect(info).toMatch(/^Info-Package: weather\r$/m);
    expect(info).toMatch(/^Content-Disposition: info-package\r$/im);
    await end(world);
  });

  test('without packages of the application there is that of the stack', async () => {
    const world = await talking();
    const [invite] = world.net.ladder.entries;
    expect(invite!.wire).toMatch(/^Recv-Info: trickle-ice\r$/m);
    expect(world.net.ladder.entries.find(({ wire }) => wire.startsWith('SIP/2.0 200'))!.wire).toMatch(
      /^Recv-Info: trickle-ice\r$/m,
    );
    await end(world);
  });

  test('what this end takes is said again in a re-INVITE and its answer, and may change', async () => {
    const world = await talking({ infoPackages: ['weather'] });
    const { net, call } = world;
    const trace = await net.run(async () => {
      void call.hold();
      await net.settle();
    });
    const [invite, answer] = trace.entries;
    expect(invite!.wire).toMatch(/^INVITE[^]*^Recv-Info: .*weather\r$/m);
    expect(answer!.wire).toMatch(/^SIP\/2\.0 200[^]*^Recv-Info: .*weather\r$/m);
    await end(world);

    const other = await scripted();
    other.bob.onRequest = (request) => {
      if (request.method === 'ACK') return;
      other.bob.respond(request, 200, (response) => {
        if (request.method !== 'INVITE') return;
        response.setBody('application/sdp', new FakeMediaEndpoint('bob').describe(AUDIO));
        response.addRaw('Recv-Info', '');
      });
    };
    void other.call.hold();
    await other.net.settle();
    expect(await other.call.sendInfo({ package: 'greeting' })).toMatchObject({ kind: 'refused', status: 469 });
    await end(other);
  });

  test('what the other end does not take is not sent', async () => {
    const world = await scripted();
    expect(await world.call.sendInfo({ package: 'Greeting', body: 'x' })).toMatchObject({
      kind: 'refused',
      status: 469,
    });
    expect(world.bob.all('INFO')).toHaveLength(0);
    const sent = world.call.sendInfo({ package: 'greeting', contentType: 'text/plain', body: 'x' });
    await world.net.settle();
    expect(await sent).toEqual({ kind: 'done' });
    await end(world);
  });

  test('469 for a package that this end has not named, and the call goes on', async () => {
    const world = await scripted({ infoPackages: ['weather'] });
    const response = await world.info((request) => request.addRaw('Info-Package', 'greeting'));
    expect(response.status).toBe(469);
    expect(response.raw('Recv-Info')).toBe('trickle-ice, weather');
    expect(world.call.state.kind).toBe('confirmed');
    await end(world);
  });

  test('the part of the body that belongs to the package', async () => {
    const world = await scripted({ infoPackages: ['weather'] });
    const infos: IncomingInfo[] = [];
    world.call.on('info', (info) => infos.push(info));
    const response = await world.info((request) => {
      request.addRaw('Info-Package', 'weather;place=Lund');
      request.setBody(
        'multipart/mixed;boundary=b',
        '--b\r\nContent-Type: text/plain\r\n\r\nother\r\n--b\r\nContent-Type: text/html\r\nContent-Disposition: Info-Package\r\n\r\n<p>Rain</p>\r\n--b--\r\n',
      );
    });
    expect(response.status).toBe(200);
    expect(infos).toEqual([
      { package: 'weather', params: new Map([['place', 'Lund']]), contentType: 'text/html', body: '<p>Rain</p>' },
    ]);
    await end(world);
  });

  test.each([
    ['a malformed Info-Package', (request: SipRequest) => request.addRaw('Info-Package', ';'), 400, []],
    ['nothing at all, which asks whether the call is alive', () => undefined, 200, []],
    [
      'a body of another legacy usage',
      (request: SipRequest) => request.setBody('application/media_control+xml', '<x/>'),
      415,
      ['application/dtmf-relay', 'application/dtmf'],
    ],
    [
      'an encoded body',
      (request: SipRequest) => {
        request.setBody('application/dtmf', '1');
        request.addRaw('Content-Encoding', 'gzip');
      },
      415,
      [],
    ],
  ])('%s', async (_what, edit, status, accepted) => {
    const world = await scripted();
    const response = await world.info(edit);
    expect(response.status).toBe(status);
    expect(response.all(Accept).map(({ type }) => type)).toEqual(accepted);
    await end(world);
  });

  test('INFO outside of a call', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob' });
    const bob = new ScriptedEnd(net, 'bob').towards('alice');
    bob.request('INFO', 'sip:alice@biloxi.test');
    await net.settle();
    expect(bob.responses.at(-1)?.status).toBe(481);
    expect(alice.calls).toHaveLength(0);
    await net.expectNothingLeft();
  });
});
