import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aorOf, done, PhoneNetwork, type TestPhone } from '../support/phone-network.ts';

const AUDIO = { video: false };
let network: PhoneNetwork;
let alice: TestPhone;
let bob: TestPhone;

beforeEach(async () => {
  network = new PhoneNetwork();
  alice = await network.signedIn('alice');
  bob = await network.signedIn('bob');
});
afterEach(async () => {
  await network.close();
  const open = alice.media.openCount + bob.media.openCount;
  if (open > 0) throw new Error(`${open} media endpoints were left open`);
});

async function ring(): Promise<void> {
  done(alice.phone.commands.call('bob', AUDIO));
  await network.advance(500);
}

async function talk(): Promise<void> {
  await ring();
  bob.phone.commands.answer(bob.call.id, AUDIO);
  await network.advance(500);
}

function states(): string[] {
  return [alice.call.state.kind, bob.call.state.kind];
}

describe('a connection that is cut while it rings', () => {
  test('at the callee: the call rings on and is answered', async () => {
    await ring();
    await network.cut(bob);
    await network.advance(3_000);
    expect(states()).toEqual(['early', 'early']);
    bob.phone.commands.answer(bob.call.id, AUDIO);
    await network.advance(1_000);
    expect(states()).toEqual(['confirmed', 'confirmed']);
  });

  test('at the callee, answered while it is away', async () => {
    await ring();
    await network.cut(bob);
    bob.phone.commands.answer(bob.call.id, AUDIO);
    await network.advance(5_000);
    expect(states()).toEqual(['confirmed', 'confirmed']);
    await network.advance(60_000);
    expect(states()).toEqual(['confirmed', 'confirmed']);
  });

  test('at the callee, cancelled while it is away', async () => {
    await ring();
    await network.cut(bob);
    alice.phone.commands.hangUp(alice.call.id);
    await network.advance(5_000);
    expect(bob.session.kind).toBe('signed-in');
    expect(states()).toEqual(['terminated', 'terminated']);
  });

  test('at the callee, declined while it is away', async () => {
    await ring();
    await network.cut(bob);
    bob.phone.commands.reject(bob.call.id);
    await network.advance(5_000);
    expect(states()).toEqual(['terminated', 'terminated']);
    expect(alice.outcome).toMatch(/declined/);
  });

  test('at the caller: the answer reaches it when it is back', async () => {
    await ring();
    await network.cut(alice);
    bob.phone.commands.answer(bob.call.id, AUDIO);
    await network.advance(5_000);
    expect(states()).toEqual(['confirmed', 'confirmed']);
    await network.advance(60_000);
    expect(states()).toEqual(['confirmed', 'confirmed']);
  });

  test('at the caller, who gives up while away: it stops ringing', async () => {
    await ring();
    await network.cut(alice);
    alice.phone.commands.hangUp(alice.call.id);
    await network.advance(15_000);
    expect(states()).toEqual(['terminated', 'terminated']);
  });

  test('at the caller, who gives up when back: it stops ringing at once', async () => {
    await ring();
    await network.cut(alice);
    await network.advance(3_000);
    expect(alice.session.kind).toBe('signed-in');
    expect(alice.call.state.kind).toBe('early');
    alice.phone.commands.hangUp(alice.call.id);
    await network.advance(1_000);
    expect(states()).toEqual(['terminated', 'terminated']);
  });
});

describe('a connection that is cut in a call', () => {
  test('at the end that hangs up while away: the other end hears of it', async () => {
    for (const cut of [alice, bob]) {
      await talk();
      await network.cut(cut);
      cut.phone.commands.hangUp(cut.call.id);
      await network.advance(6_000);
      expect(states()).toEqual(['terminated', 'terminated']);
    }
  });

  test('at either end: it can be ended by either afterwards', async () => {
    for (const [cut, ends] of [
      [alice, bob],
      [bob, alice],
      [alice, alice],
      [bob, bob],
    ] as const) {
      await talk();
      await network.cut(cut);
      await network.advance(3_000);
      expect(states()).toEqual(['confirmed', 'confirmed']);
      ends.phone.commands.hangUp(ends.call.id);
      await network.advance(1_000);
      expect(states()).toEqual(['terminated', 'terminated']);
    }
  });

  test('hung up by the other end meanwhile: it ends when the phone is back', async () => {
    await talk();
    await network.cut(bob);
    alice.phone.commands.hangUp(alice.call.id);
    await network.advance(5_000);
    expect(bob.outcome).toBe('Alice ended the call.');
  });
});

describe('a gateway that restarts', () => {
  test('in a call: media can be offered anew, and the call ended, in both directions', async () => {
    for (const [offers, ends] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      await talk();
      await network.stopGateway();
      network.startGateway();
      await network.advance(5_000);
      expect([alice.session.kind, bob.session.kind]).toEqual(['signed-in', 'signed-in']);
      const before = network.net.ladder.entries.length;
      offers.media.newest?.events.emit('connection', 'failed');
      await network.advance(30_000);
      const invites = network.net.ladder.entries.slice(before).filter(({ wire }) => wire.startsWith('INVITE '));
      expect(invites.length).toBeGreaterThan(0);
      expect(states()).toEqual(['confirmed', 'confirmed']);
      ends.phone.commands.hangUp(ends.call.id);
      await network.advance(1_000);
      expect(states()).toEqual(['terminated', 'terminated']);
    }
  });

  test('while it rings: who answers is not left in a call with nobody', async () => {
    await ring();
    await network.stopGateway();
    network.startGateway();
    await network.advance(5_000);
    bob.phone.commands.answer(bob.call.id, AUDIO);
    await network.advance(40_000);
    expect(bob.call.state.kind).toBe('terminated');
    alice.phone.commands.hangUp(alice.call.id);
    await network.advance(40_000);
    await talk();
    expect(states()).toEqual(['confirmed', 'confirmed']);
  });
});

describe('a server that restarts and has forgotten everything', () => {
  test('established calls can be ended', async () => {
    await talk();
    await network.stopServer();
    network.startForgetfulServer();
    await network.advance(1_000);
    bob.phone.commands.hangUp(bob.call.id);
    await network.advance(1_000);
    expect(states()).toEqual(['terminated', 'terminated']);
    expect(alice.outcome).toBe('Bob ended the call.');
  });

  test('phones are registered, and seen as they are, within five minutes', async () => {
    bob.phone.commands.setPresence('busy', 'Thinking');
    await network.advance(1_000);
    await network.stopServer();
    network.startForgetfulServer();
    await network.advance(300_000);
    expect(alice.presence('bob')).toBe('busy: Thinking');
    bob.phone.commands.setPresence('away', '');
    await network.advance(1_000);
    expect(alice.presence('bob')).toBe('away');
    expect(bob.presence('alice')).toBe('available');
    done(alice.phone.commands.sendMessage(aorOf('bob'), 'Still there?'));
    await network.advance(1_000);
    expect(bob.chat('alice')).toEqual(['< Still there?']);
  });

  test('a phone that finds out restores all at once', async () => {
    await network.stopServer();
    network.startForgetfulServer();
    bob.phone.commands.setPresence('busy', '');
    await network.advance(2_000);
    // The refused update told it that the server knows nothing of it.
    expect(bob.state.ownPresence.publication.kind).toBe('published');
    alice.phone.commands.setPresence('busy', '');
    await network.advance(2_000);
    expect(alice.presence('bob')).toBe('busy');
    expect(bob.presence('alice')).toBe('busy');
    done(alice.phone.commands.sendMessage(aorOf('bob'), 'Still there?'));
    await network.advance(1_000);
    expect(bob.chat('alice')).toEqual(['< Still there?']);
  });
});
