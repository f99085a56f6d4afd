import { createServer, request } from 'node:http';
import { createSocket } from 'node:dgram';
import { request as secureRequest } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DigestClient, parseMessage, sipUri, type SipResponse } from '@sidetone/sip';
import { createNodeRuntime } from '@sidetone/sip/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Program } from '../src/program.ts';
import { startMessage } from '../src/start-message.ts';
import { askOverUdp, httpUrl, register, startForTest, webSocketAgent } from './support/running-program.ts';

function head(method: string, uri: string, port: number, cseq: number): string {
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${cseq}x${port};rport`,
    'Max-Forwards: 70',
    'From: <sip:alice@localhost>;tag=1',
    'To: <sip:alice@localhost>',
    `Call-ID: ${port}@127.0.0.1`,
    `CSeq: ${cseq} ${method}`,
    `Contact: <sip:alice@127.0.0.1:${port}>`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

function response(text: string): SipResponse {
  const parsed = parseMessage(text);
  if (!parsed.ok || parsed.value.kind !== 'response') throw new Error(`no response: ${text}`);
  return parsed.value;
}

interface Upgrade {
  readonly status: number | undefined;
  readonly protocol: string | undefined;
}

function upgrade(program: Program, headers: Record<string, string>): Promise<Upgrade> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: program.http.port,
      path: '/sip',
      agent: false,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': Buffer.from('0123456789abcdef').toString('base64'),
        ...headers,
      },
    });
    sent.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve({ status: answer.statusCode, protocol: answer.headers['sec-websocket-protocol'] });
    });
    sent.on('response', (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, protocol: undefined });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('sidetone serve --demo', () => {
  let program: Program;
  beforeAll(async () => {
    program = await startForTest('serve', '--demo');
  });
  afterAll(() => program.close());

  test('the start says where to go and who can sign in', () => {
    const message = startMessage(program);
    expect(message).toContain(httpUrl(program, '/'));
    expect(message).toContain('alice (password alice-demo)');
    expect(message).toContain(`domain localhost, server 127.0.0.1:${program.sip.port}, UDP or TCP`);
  });

  test('the page has a strict policy', async () => {
    const answer = await fetch(httpUrl(program, '/'), { headers: { accept: 'text/html' } });
    // 503: this checkout has no built page.
    expect(answer.status).toBe(program.page?.isBuilt === true ? 200 : 503);
    expect(answer.headers.get('content-security-policy')).toContain(
      `connect-src 'self' ws://127.0.0.1:${program.http.port} wss://127.0.0.1:${program.http.port};`,
    );
  });

  test('config.json has the demo accounts and the WebSocket', async () => {
    const config: unknown = await (await fetch(httpUrl(program, '/config.json'))).json();
    expect(config).toMatchObject({
      domain: 'localhost',
      webSocketUrls: [`ws://127.0.0.1:${program.http.port}/sip`],
      iceServers: [],
    });
    expect(config).toHaveProperty('demoAccounts.0', {
      user: 'alice',
      password: 'alice-demo',
      displayName: 'Alice',
    });
  });

  test('healthz and metrics', async () => {
    expect((await fetch(httpUrl(program, '/healthz'))).status).toBe(200);
    const metrics = await (await fetch(httpUrl(program, '/metrics'))).text();
    expect(metrics).toMatch(/^sidetone_gateway_connections \d+$/m);
    expect(metrics).toMatch(/^sidetone_server_messages_received_total \d+$/m);
    expect(metrics).toMatch(/^process_cpu_seconds_total /m);
  });

  test('OPTIONS over UDP', async () => {
    const answer = await askOverUdp(program.sip.port, (port) => head('OPTIONS', 'sip:localhost', port, 1));
    expect(response(answer).status).toBe(200);
  });

  test('REGISTER over UDP with digest', async () => {
    const runtime = createNodeRuntime();
    const digest = new DigestClient(
      runtime.random,
      { username: 'alice', password: 'alice-demo' },
      (realm) => realm === 'localhost',
    );
    const first = response(await askOverUdp(program.sip.port, (port) => head('REGISTER', 'sip:localhost', port, 1)));
    expect(first.status).toBe(401);
    const second = await askOverUdp(program.sip.port, (port) => {
      const parsed = parseMessage(head('REGISTER', 'sip:localhost', port, 2));
      if (!parsed.ok || parsed.value.kind !== 'request') throw new Error('not a request');
      const answer = digest.answer(parsed.value, first);
      if (answer.kind !== 'retry') throw new Error(answer.why);
      return answer.request.toWire();
    });
    expect(response(second).status).toBe(200);
  });

  test('WebSocket: subprotocol and Origin', async () => {
    const own = `http://127.0.0.1:${program.http.port}`;
    expect(await upgrade(program, { 'Sec-WebSocket-Protocol': 'sip', Origin: own })).toEqual({
      status: 101,
      protocol: 'sip',
    });
    expect((await upgrade(program, { Origin: own })).status).toBe(400);
    expect((await upgrade(program, { 'Sec-WebSocket-Protocol': 'sip', Origin: 'http://evil.test' })).status).toBe(403);
  });

  test('two phones over WebSocket: register, message, leave', async () => {
    const alice = webSocketAgent(program, 'alice', 'alice-demo');
    const bob = webSocketAgent(program, 'bob', 'bob-demo');
    const arrived = new Promise<string>((resolve) => {
      bob.onMessage = (message) => {
        resolve(JSON.stringify(message));
        return 200;
      };
    });
    expect(await Promise.all([register(alice), register(bob)])).toEqual(['registered', 'registered']);
    const outcome = await alice.sendMessage(sipUri({ user: 'bob', host: 'localhost' }), {
      contentType: 'text/plain',
      body: 'Grüße through the gateway',
    });
    expect(outcome).toMatchObject({ kind: 'delivered' });
    expect(await arrived).toContain('Grüße through the gateway');
    const metrics = await (await fetch(httpUrl(program, '/metrics'))).text();
    expect(metrics).toMatch(/^sidetone_gateway_connections 2$/m);
    expect(metrics).toMatch(/^sidetone_gateway_registrations 2$/m);
    expect(metrics).toMatch(/^sidetone_server_bindings \d+$/m);
    await Promise.all([alice.stop(), bob.stop()]);
  });

  test('a wrong password is refused', async () => {
    const mallory = webSocketAgent(program, 'carol', 'guess');
    expect(await register(mallory)).toBe('failed');
    await mallory.stop();
  });
});

describe('other ways to start', () => {
  test('--mtu so small that all goes by TCP: the server knows the gateway there too', async () => {
    const program = await startForTest('serve', '--demo', '--mtu', '500');
    const alice = webSocketAgent(program, 'alice', 'alice-demo');
    expect(await register(alice)).toBe('registered');
    await alice.stop();
    await program.close();
  });

  test('on all addresses: the gateway and the server still know each other', async () => {
    const everywhere = ['--sip', '0.0.0.0:0', '--http', '0.0.0.0:0'];
    const program = await startForTest('serve', ...everywhere, '--user', 'ann:x', '--user', 'ben:y');
    const ann = webSocketAgent(program, 'ann', 'x');
    const ben = webSocketAgent(program, 'ben', 'y');
    ben.onMessage = () => 200;
    expect(await Promise.all([register(ann), register(ben)])).toEqual(['registered', 'registered']);
    const to = sipUri({ user: 'ben', host: 'localhost' });
    expect(await ann.sendMessage(to, { contentType: 'text/plain', body: 'hello' })).toMatchObject({
      kind: 'delivered',
    });
    expect(startMessage(program)).toContain(`http://localhost:${program.http.port}/`);
    expect(startMessage(program)).toContain('add --tls-self-signed');
    await Promise.all([ann.stop(), ben.stop()]);
    await program.close();
  });

  test('sidetone server: SIP without a page', async () => {
    const program = await startForTest('server', '--user', 'ann:x', '--domain', 'example.com');
    expect(program.page).toBeUndefined();
    expect((await fetch(httpUrl(program, '/healthz'))).status).toBe(200);
    expect((await fetch(httpUrl(program, '/config.json'))).status).toBe(404);
    expect((await fetch(httpUrl(program, '/'))).status).toBe(404);
    expect((await upgrade(program, { 'Sec-WebSocket-Protocol': 'sip' })).status).not.toBe(101);
    const answer = await askOverUdp(program.sip.port, (port) => head('OPTIONS', 'sip:example.com', port, 1));
    expect(response(answer).status).toBe(200);
    expect(startMessage(program)).not.toContain('Open');
    await program.close();
  });

  test('sidetone gateway in front of sidetone server', async () => {
    const server = await startForTest('server', '--demo', '--trusted-edge', '127.0.0.1');
    const upstream = `sip:127.0.0.1:${server.sip.port}`;
    const gateway = await startForTest('gateway', '--upstream', upstream, '--domain', 'localhost');
    const config: unknown = await (await fetch(httpUrl(gateway, '/config.json'))).json();
    expect(config).toMatchObject({ domain: 'localhost', demoAccounts: [] });
    const alice = webSocketAgent(gateway, 'alice', 'alice-demo');
    expect(await register(alice)).toBe('registered');
    await alice.stop();
    await gateway.close();
    await server.close();
  });

  test('--tls-self-signed: HTTPS and WSS', async () => {
    const program = await startForTest('serve', '--demo', '--tls-self-signed');
    expect(program.isSecure).toBe(true);
    const body = await new Promise<string>((resolve, reject) => {
      const sent = secureRequest(httpUrl(program, '/config.json'), { rejectUnauthorized: false }, (answer) => {
        answer.setEncoding('utf8').on('data', resolve);
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(body).toContain(`wss://127.0.0.1:${program.http.port}/sip`);
    await program.close();
  });

  test('--auth none: everybody may be anybody', async () => {
    const program = await startForTest('serve', '--auth', 'none');
    expect(startMessage(program)).toContain('everybody, without a password');
    const answer = await askOverUdp(program.sip.port, (port) => head('REGISTER', 'sip:localhost', port, 1));
    expect(response(answer).status).toBe(200);
    await program.close();
  });
});

describe('addresses that cannot be had', () => {
  test('a taken HTTP port, in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(startForTest('serve', '--demo', '--http', `127.0.0.1:${port}`)).rejects.toMatchObject({
      name: 'UsageError',
      message: `127.0.0.1:${port} is already in use; choose another with --http`,
    });
    other.close();
  });

  test('a taken SIP port leaves nothing open behind', async () => {
    const other = createSocket('udp4');
    other.bind(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = other.address().port;
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const httpPort = (probe.address() as AddressInfo).port;
    await new Promise((resolve) => probe.close(resolve));
    const args = ['--http', `127.0.0.1:${httpPort}`, '--sip', `127.0.0.1:${taken}`];
    await expect(startForTest('serve', '--demo', ...args)).rejects.toMatchObject({
      name: 'UsageError',
      message: `127.0.0.1:${taken} is already in use; choose another with --sip`,
    });
    await new Promise((resolve) => other.close(() => resolve(undefined)));
    const program = await startForTest('serve', '--demo', ...args);
    expect(program.http.port).toBe(httpPort);
    await program.close();
  });

  test('demo mode on all addresses is refused before anything opens', async () => {
    await expect(startForTest('serve', '--demo', '--http', '0.0.0.0:0')).rejects.toThrow('demo accounts are refused');
    await expect(startForTest('serve', '--auth', 'none', '--sip', '0.0.0.0:0')).rejects.toThrow(
      '--auth none is refused',
    );
  });

  test('an upstream that does not exist', async () => {
    await expect(startForTest('gateway', '--upstream', 'sip:nowhere.invalid')).rejects.toThrow(
      '--upstream: there is no host nowhere.invalid',
    );
  });
});
