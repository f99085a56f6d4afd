import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { type IncomingCall, type MediaWant, sipUri } from '@sidetone/sip';
import { type FakeMediaEndpoint, FakeMediaFactory } from '@sidetone/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Program } from '../src/program.ts';
import { askOverUdp, httpUrl, register, startForTest, webSocketAgent } from './support/running-program.ts';

/** Offers like a browser with many codecs and candidates. */
class LargeMedia extends FakeMediaFactory {
  override async open(want: MediaWant): Promise<FakeMediaEndpoint> {
    const endpoint = await super.open(want);
    const describeShort = endpoint.describe.bind(endpoint);
    endpoint.describe = (...args) => `${describeShort(...args)}${ballast}`;
    return endpoint;
  }
}

const ballast = Array.from(
  { length: 400 },
  (_, i) =>
    `a=candidate:${i} 1 udp 2113937151 4f1c6d0e-9a55-4ac5-a2d1-${String(i).padStart(12, '0')}.local 54400 typ host\r\n`,
).join('');

function options(...lines: string[]): string {
  return [
    'OPTIONS sip:localhost SIP/2.0',
    ...lines,
    'From: <sip:alice@localhost>;tag=1',
    'To: <sip:localhost>',
    'Call-ID: 1',
    'Max-Forwards: 70',
    '',
    '',
  ].join('\r\n');
}

async function socketTo(program: Program): Promise<WebSocket> {
  const url = httpUrl(program, '/sip').replace(/^http/, 'ws');
  const socket = new WebSocket(url, 'sip', { origin: httpUrl(program, '') });
  await once(socket, 'open');
  return socket;
}

async function askOverWebSocket(socket: WebSocket, data: string | Buffer): Promise<string> {
  socket.send(data, { binary: typeof data !== 'string' });
  const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer];
  return answer.toString('latin1');
}

describe.each([[[]], [['--mtu', '1300']]])('sidetone serve %j', (args) => {
  let program: Program;
  beforeAll(async () => {
    program = await startForTest('serve', '--demo', ...args);
  });
  afterAll(() => program.close());

  test('an INVITE of 40 KB reaches the callee whole, and the call can be ended', async () => {
    const media = [new LargeMedia('alice'), new FakeMediaFactory('bob')] as const;
    const alice = webSocketAgent(program, 'alice', 'alice-demo', media[0]);
    const bob = webSocketAgent(program, 'bob', 'bob-demo', media[1]);
    const came = new Promise<IncomingCall>((resolve) => {
      bob.onIncomingCall = resolve;
    });
    expect(await Promise.all([register(alice), register(bob)])).toEqual(['registered', 'registered']);
    const call = alice.call(sipUri({ user: 'bob', host: 'localhost' }), { media: { audio: true, video: true } });
    const incoming = await came;
    await incoming.accept({ audio: true, video: true });
    expect(media[1].endpoints[0]?.remote?.endsWith(ballast)).toBe(true);
    await expect.poll(() => call.state.kind).toBe('confirmed');
    call.hangUp();
    await expect.poll(() => incoming.state.kind).toBe('terminated');
    await Promise.all([alice.stop(), bob.stop()]);
  });

  test('malformed SIP gets 400 with the reason, over UDP and in text and binary frames', async () => {
    const udp = await askOverUdp(program.sip.port, (port) =>
      options(`Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK1;rport`, 'CSeq: one OPTIONS'),
    );
    expect(udp).toMatch(/^SIP\/2\.0 400 .*CSeq/);
    const socket = await socketTo(program);
    const wire = options('Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1', 'CSeq: 1 INVITE');
    for (const frame of [wire, Buffer.from(wire, 'latin1')]) {
      expect(await askOverWebSocket(socket, frame)).toMatch(/^SIP\/2\.0 400 .*CSeq/);
    }
    // What cannot be answered changes nothing.
    for (const frame of ['garbage', Buffer.from([0, 255, 13, 10, 13, 10]), '\r\n\r\nSIP/2.0 999']) socket.send(frame);
    const good = options('Via: SIP/2.0/WS x.invalid;branch=z9hG4bK2', 'CSeq: 1 OPTIONS');
    await expect.poll(() => askOverWebSocket(socket, good)).toMatch(/^SIP\/2\.0 200 /);
    socket.close();
  });

  test('a frame that is too large closes with 1009, and others are served', async () => {
    const [large, other] = [await socketTo(program), await socketTo(program)];
    const closed = once(large, 'close') as Promise<[number]>;
    large.send('x'.repeat(1_000_000));
    expect((await closed)[0]).toBe(1009);
    const good = options('Via: SIP/2.0/WS y.invalid;branch=z9hG4bK3', 'CSeq: 1 OPTIONS');
    expect(await askOverWebSocket(other, good)).toMatch(/^SIP\/2\.0 200 /);
    other.close();
  });

  test('an answer goes to the source, whatever the Via says', async () => {
    const victim = createSocket('udp4');
    victim.bind(0, '127.0.0.1');
    await once(victim, 'listening');
    let hits = 0;
    victim.on('message', () => (hits += 1));
    const { port: elsewhere } = victim.address();
    const via = `Via: SIP/2.0/UDP 127.0.0.1:${elsewhere};branch=z9hG4bK4;rport;maddr=127.0.0.1;received=127.0.0.1`;
    expect(await askOverUdp(program.sip.port, () => options(via, 'CSeq: 1 OPTIONS'))).toMatch(/^SIP\/2\.0 200 /);
    expect(hits).toBe(0);
    victim.close();
  });
});
