import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SipRequest } from '@sidetone/sip';
import { createNodeRuntime, WebSocketTransport, type UdpTransport } from '@sidetone/sip/node';
import { openLoopbackPort } from '@sidetone/testkit/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Gateway } from '../src/gateway.ts';
import { WsListener } from '../src/ws-listener.ts';
import { ScriptedEnd } from './scripted-end.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';

let http: Server;
let gateway: Gateway;
let core: ScriptedEnd;
let coreUdp: UdpTransport;
let phone: ScriptedEnd;
let phoneTransport: WebSocketTransport;
let edge: { readonly nextHop: { readonly protocol: 'UDP'; readonly host: string; readonly port: number } };

/** A gateway on free ports, a core on UDP and TCP, and a phone on a WebSocket. */
beforeEach(async () => {
  const runtime = createNodeRuntime();
  http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const coreSide = await openLoopbackPort();
  coreUdp = coreSide.udp;
  core = new ScriptedEnd(runtime, 'core', [coreUdp, coreSide.tcp], { mtuBytes: 65_507 });
  const { udp, tcp } = await openLoopbackPort();
  gateway = new Gateway(runtime, {
    listener: new WsListener(runtime, { server: http }),
    udp,
    tcp,
    upstream: { protocol: 'UDP', ...coreUdp.local },
    secret: new Uint8Array(32).fill(3),
    mtuBytes: 1300,
    mode: 'path',
    graceSec: 0.05,
  });
  edge = { nextHop: { protocol: 'UDP', ...udp.local } };
  phoneTransport = new WebSocketTransport(runtime, {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sip`,
  });
  phone = new ScriptedEnd(runtime, 'alice', [phoneTransport], { sentBy: 'alice.invalid' });
  phone.use(phoneTransport.flowTo(LOOPBACK));
});

afterEach(async () => {
  await phone.close();
  await gateway.close();
  await core.close();
  await new Promise((resolve) => http.close(resolve));
});

function register(): SipRequest {
  const request = phone.request('REGISTER', 'sip:example.test', { from: alice, to: alice });
  request.addRaw('Contact', '<sip:alice@alice.invalid;transport=ws>;+sip.instance="<urn:uuid:1>";reg-id=1');
  return request;
}

/** The flow's name in a Path. */
function tokenIn(path: string): string | undefined {
  return /sip:([^@]+)@/.exec(path)?.[1];
}

test('a phone registers, sends, receives, and is de-registered when its socket closes', async () => {
  core.onRequest = (request, transaction) => {
    core.requests.push(request);
    const response = core.answer(request, 200);
    const token = tokenIn(request.raw('Path') ?? '');
    if (token !== undefined) response.addRaw('X-Sidetone-Flow', token);
    transaction.respond(response);
  };
  expect((await phone.send(register())).status).toBe(200);
  const path = core.requests[0]!.raw('Path')!;
  const small = phone.request('MESSAGE', bob, { from: alice, to: bob });
  small.setBody('text/plain', 'grüße');
  expect((await phone.send(small)).status).toBe(200);
  expect(core.requests.at(-1)!.bodyText()).toBe('grüße');
  const large = phone.request('MESSAGE', bob, { from: alice, to: bob });
  large.setBody('application/octet-stream', new Uint8Array(20_000).fill(0xff));
  expect((await phone.send(large)).status).toBe(200);
  expect(core.requests.at(-1)!.raw('Via')).toContain('SIP/2.0/TCP');
  expect(core.requests.at(-1)!.bodyBytes()).toEqual(new Uint8Array(20_000).fill(0xff));

  const back = core.request('MESSAGE', 'sip:alice@alice.invalid', { from: bob, to: alice });
  back.addRaw('Route', path);
  back.setBody(
    'application/octet-stream',
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  );
  expect((await core.send(back, edge)).status).toBe(200);
  expect([...phone.requests.at(-1)!.bodyBytes()]).toEqual(Array.from({ length: 256 }, (_, byte) => byte));

  const gone = new Promise<SipRequest>((resolve) => {
    core.onRequest = (request, transaction) => {
      transaction.respond(core.answer(request, 200));
      resolve(request);
    };
  });
  await phoneTransport.close();
  expect((await gone).raw('X-Sidetone-Flow')).toBe(tokenIn(path));
});

test('garbage gets 400 where it can be answered, and the connection stays', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}/sip`, ['sip']);
  await once(socket, 'open');
  socket.send('garbage');
  socket.send(
    'MESSAGE sip:bob@example.test SIP/2.0\r\nVia: SIP/2.0/WS a.invalid;branch=z9hG4bKgarbage\r\n' +
      'From: <sip:a@b>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: x MESSAGE\r\nMax-Forwards: 70\r\n\r\n',
  );
  const [answer] = (await once(socket, 'message')) as [Buffer];
  expect(answer.toString()).toMatch(/^SIP\/2\.0 400 .*CSeq/);
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.terminate();
  expect(gateway.traffic).toMatchObject({ refused: 1, dropped: 1 });
  expect((await phone.send(register())).status).toBe(200);
});
