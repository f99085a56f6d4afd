import type { SipResponse } from '@sidetone/sip';
import { ladder } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { aliceInstance, EdgeNetwork, secret } from '../edge-network.ts';
import { FlowTokens } from '../../src/flow-token.ts';
import { lines } from '../scripted-end.ts';

describe('REGISTER through the edge', () => {
  test('gets a Path with the flow token and ob (RFC 5626 §5.1), and Supported: path', async () => {
    const edge = new EdgeNetwork();
    edge.connect();
    expect(await edge.net.run(() => edge.register())).toEqual(ladder`
      alice -> edge  REGISTER sip:example.test
      edge  -> core  REGISTER sip:example.test
      core  -> edge  200
      edge  -> alice 200`);
    const token = new FlowTokens(secret).forRegistration({
      addressOfRecord: 'sip:alice@example.test',
      instance: aliceInstance.slice(1, -1),
      regId: 1,
    });
    const [register] = edge.registered;
    expect(lines(register!, 'Path')).toEqual([`<sip:${token}@192.0.2.1:5060;lr;ob>`]);
    expect(register!.raw('Supported')).toBe('outbound, path');
    expect(register!.raw('Max-Forwards')).toBe('69');
    expect(register!.raw('Contact')).toContain('alice.invalid');
    const [via] = lines(register!, 'Via');
    expect(via).toMatch(/^SIP\/2\.0\/UDP 192\.0\.2\.1:5060;branch=z9hG4bK[^;]+;/);
    expect(via).toContain('rport');
    expect(edge.gateway.registrations).toBe(1);
    await edge.net.expectNothingLeft();
  });

  test('the token depends on AOR, instance and reg-id, and on nothing else', async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const { token } = edge;
    await edge.cut();
    await edge.register(edge.alice, 'alice', `<sip:x@new.invalid>;+sip.instance=${aliceInstance};reg-id=1`);
    expect(edge.token).toBe(token);
    await edge.register(edge.alice, 'alice', `<sip:x@new.invalid>;+sip.instance=${aliceInstance};reg-id=2`);
    expect(edge.token).not.toBe(token);
    await edge.register(edge.alice, 'bob');
    expect(edge.token).not.toBe(token);
  });

  test('without an instance the token names the connection', async () => {
    const edge = new EdgeNetwork();
    await edge.register(edge.alice, 'alice', '<sip:alice@alice.invalid>');
    const { token } = edge;
    expect(token).toMatch(/^c/);
    await edge.register(edge.alice, 'alice', '<sip:alice@alice.invalid>');
    expect(edge.token).toBe(token);
    await edge.cut();
    await edge.register(edge.alice, 'alice', '<sip:alice@alice.invalid>');
    expect(edge.token).not.toBe(token);
  });

  test('a Path and a flow header of the client do not pass', async () => {
    const edge = new EdgeNetwork();
    edge.connect();
    const request = edge.registerRequest(edge.alice, 'alice');
    request.addRaw('Path', '<sip:evil@203.0.113.1;lr>');
    request.addRaw('X-Sidetone-Flow', 'stolen');
    let response: SipResponse | undefined;
    await edge.net.run(async () => {
      response = await edge.alice.send(request);
    });
    expect(response?.status).toBe(200);
    expect(response?.has('X-Sidetone-Flow'), 'what the registrar tells the edge is not for the client').toBe(false);
    expect(lines(edge.registered[0]!, 'Path')).toHaveLength(1);
    expect(edge.path).not.toContain('evil');
    expect(edge.registered[0]!.has('X-Sidetone-Flow')).toBe(false);
  });

  test('a refused one teaches nothing', async () => {
    const edge = new EdgeNetwork();
    edge.core.onRequest = (request, transaction) => transaction.respond(edge.core.answer(request, 403));
    const response = await edge.register();
    expect(response.status).toBe(403);
    expect(edge.gateway.registrations).toBe(0);
  });

  test('what it does not look at passes byte for byte', async () => {
    const edge = new EdgeNetwork();
    edge.connect();
    const request = edge.registerRequest(edge.alice, 'alice');
    request.addRaw('X-Odd', '"quo\\"ted" ; \xc3\xbc');
    request.addRaw('authorization', 'Digest username="alice", realm="example.test"');
    await edge.net.run(() => edge.alice.send(request));
    expect(edge.registered[0]!.toWire()).toContain('X-Odd: "quo\\"ted" ; \xc3\xbc\r\n');
    expect(edge.registered[0]!.toWire()).toContain('authorization: Digest username="alice", realm="example.test"\r\n');
  });
});
