import { Contact } from '@sidetone/sip';
import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, phone } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

// What a user agent answers, seen by an end that asks as it likes.

describe('RFC 3261 §11.2: OPTIONS gets what an INVITE would get', () => {
  test.each([
    ['somebody takes calls', {}, true, 200],
    ['all lines are taken', { callLimit: 0 }, true, 486],
    ['nobody takes calls', {}, false, 480],
  ])('%s', async (_title, options, isThere, status) => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob', ...options });
    if (!isThere) alice.agent.onIncomingCall = undefined;
    const bob = new ScriptedEnd(net, 'bob').towards('alice');
    for (const method of ['OPTIONS', 'INVITE']) {
      bob.request(method, 'sip:alice@biloxi.test');
      await net.settle();
      void alice.calls[0]?.accept(AUDIO);
      await net.settle();
    }
    expect(bob.responses.map((response) => response.status)).toEqual([status, status]);
  });
});

describe('RFC 3261 §12.1.1: called by sips', () => {
  test.each([
    ['the Request-URI', 'sips:alice@biloxi.test', {}],
    ['the first Record-Route', 'sip:alice@biloxi.test', { 'Record-Route': '<sips:proxy.test;lr>' }],
    ['the Contact', 'sip:alice@biloxi.test', { Contact: '<sips:bob@10.0.0.9>' }],
  ])('as %s says', async (_what, to, headers: Record<string, string>) => {
    const answers = [];
    for (const protocol of ['WSS', 'WS'] as const) {
      const net = new VirtualNetwork();
      const alice = phone(net, 'alice', { towards: 'bob', protocol });
      const bob = new ScriptedEnd(net, 'bob', protocol).towards('alice');
      bob.request('INVITE', to, (invite) => {
        for (const [name, value] of Object.entries(headers)) {
          invite.remove(name);
          invite.addRaw(name, value);
        }
      });
      await net.settle();
      alice.calls[0]?.ring();
      await net.settle();
      answers.push(bob.responses.at(-1)!);
    }
    const [secure, plain] = answers;
    const contact = secure?.get(Contact);
    expect(contact !== undefined && contact !== '*' && contact.uri.scheme).toBe('sips');
    expect(plain?.status).toBe(480);
    expect(plain?.raw('Warning')).toContain('380');
  });
});

test('RFC 3261 §8.2.6.1: a 100 repeats Timestamp, with the time that it took', async () => {
  const net = new VirtualNetwork();
  phone(net, 'alice', { towards: 'bob' });
  const bob = new ScriptedEnd(net, 'bob').towards('alice');
  bob.request('INVITE', 'sip:alice@biloxi.test', (invite) => invite.addRaw('Timestamp', '54.2'));
  await net.clock.advance(250);
  expect(bob.got(100).raw('Timestamp')).toBe('54.2 0.200');
});

test('RFC 3262 §3: a PRACK that crosses a refusal is answered, and the dialog is gone with it', async () => {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'bob' });
  const bob = new ScriptedEnd(net, 'bob').towards('alice');
  const invite = bob.request('INVITE', 'sip:alice@biloxi.test', (request) => request.addRaw('Require', '100rel'));
  await net.settle();
  await alice.calls[0]?.progress();
  await net.settle();
  const progress = bob.got(183);
  alice.calls[0]?.reject(603);
  await net.settle();
  bob.ack(invite, bob.got(603));
  bob.follow('INFO', invite, progress, 2);
  bob.prack(invite, progress, 3);
  await net.settle();
  expect(bob.responses.slice(-2).map(({ status }) => status)).toEqual([481, 200]);
  expect(alice.agent.load.dialogs).toBe(0);
});

test('RFC 6086 §4.2.2: an INFO with a body that its package does not have gets 415', async () => {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'bob' });
  const bob = new ScriptedEnd(net, 'bob').towards('alice');
  const invite = bob.request('INVITE', 'sip:alice@biloxi.test');
  await net.settle();
  alice.calls[0]?.ring();
  await net.settle();
  bob.follow('INFO', invite, bob.got(180), 2, (info) => {
    info.addRaw('Info-Package', 'trickle-ice');
    info.setBody('application/sdp', 'v=0\r\n');
  });
  await net.settle();
  expect(bob.got(415).raw('Accept')).toBe('application/trickle-ice-sdpfrag');
});
