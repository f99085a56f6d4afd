import { type SipRequest } from '@sidetone/sip';
import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { called } from '../support/hostile.ts';
import { AUDIO } from '../support/phones.ts';

describe('a peer that does not play along', () => {
  test('raises Min-SE each time: the change is given up', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, invite, within } = called(net);
    invite();
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    within('ACK', 1);
    await net.settle();
    let minSec = 100;
    caller.onRequest = (request: SipRequest) => {
      minSec += 1;
      if (request.method === 'INVITE')
        caller.respond(request, 422, (response) => response.addRaw('Min-SE', String(minSec)));
      else if (request.method !== 'ACK') caller.respond(request, 200);
    };
    const held = bob.calls[0]!.hold();
    await net.clock.advance(2000);
    expect(caller.all('INVITE').length).toBeLessThan(6);
    expect(await held).toMatchObject({ kind: 'refused', status: 422 });
    expect(bob.calls[0]!.state.kind).toBe('confirmed');
    bob.calls[0]!.hangUp();
    await net.expectNothingLeft();
  });

  test('answers a re-INVITE with 180 only: the hang-up takes that back too', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, invite, within } = called(net);
    invite();
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    within('ACK', 1);
    await net.settle();
    caller.onRequest = (request: SipRequest) => {
      if (request.method === 'INVITE') caller.respond(request, 180);
      else if (request.method !== 'ACK') caller.respond(request, 200);
    };
    void bob.calls[0]!.hold();
    await net.settle();
    bob.calls[0]!.hangUp();
    await net.settle();
    expect(caller.requests.slice(-3).map(({ method }) => method)).toEqual(['INVITE', 'CANCEL', 'BYE']);
    await net.expectNothingLeft();
  });

  test('is refused: what it said about where it is does not count', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, invite, within } = called(net);
    invite();
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    within('ACK', 1);
    const elsewhere = (host: string) => (request: SipRequest) => {
      request.remove('Contact');
      request.addRaw('Contact', `<sip:caller@${host}>`);
    };
    within('INVITE', 2, (request) => {
      request.setBody('application/sdp', 'no description');
      elsewhere('192.0.2.66')(request);
    });
    await net.settle();
    expect(caller.responses.at(-1)!.status).toBe(488);
    within('UPDATE', 3, (request) => {
      request.addRaw('Supported', 'timer');
      request.addRaw('Session-Expires', '10');
      elsewhere('192.0.2.67')(request);
    });
    await net.settle();
    expect(caller.responses.at(-1)!.status).toBe(422);
    bob.calls[0]!.hangUp();
    await net.settle();
    expect(caller.last('BYE').uri).toMatch(/^sip:caller@10\.0\.0\./);
    caller.respond(caller.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('is refused: what it said about INFO does not count (RFC 6086 §5.2.4)', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, invite, within } = called(net);
    invite((request) => request.addRaw('Recv-Info', 'weather'));
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    within('ACK', 1);
    within('INVITE', 2, (request) => {
      request.setBody('application/sdp', 'no description');
      request.addRaw('Recv-Info', '');
    });
    await net.settle();
    expect(caller.responses.at(-1)!.status).toBe(488);
    caller.onRequest = (request) => caller.respond(request, 200);
    const told = bob.calls[0]!.sendInfo({ package: 'weather', contentType: 'text/plain', body: 'rain' });
    await net.settle();
    expect(await told).toEqual({ kind: 'done' });
    bob.calls[0]!.hangUp();
    await net.expectNothingLeft();
  });
});
