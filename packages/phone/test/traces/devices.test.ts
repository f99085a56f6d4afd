import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { done, PhoneNetwork, type TestPhone } from '../support/phone-network.ts';

const AUDIO = { video: false };
let network: PhoneNetwork;
let alice: TestPhone;
/** One person, two browsers. */
let left: TestPhone;
let right: TestPhone;

beforeEach(async () => {
  network = new PhoneNetwork();
  alice = await network.signedIn('alice');
  left = await network.signedIn('bob');
  right = await network.signedIn('bob');
});
afterEach(async () => {
  await network.close();
  const open = alice.media.openCount + left.media.openCount + right.media.openCount;
  if (open > 0) throw new Error(`${open} media endpoints were left open`);
});

async function ring(): Promise<void> {
  done(alice.phone.commands.call('bob', AUDIO));
  await network.advance(500);
  expect([left.call.state.kind, right.call.state.kind]).toEqual(['early', 'early']);
}

/** What passed on the WebSockets since then, by method, of the messages that start with `first`. */
function sentSince(from: number, first: RegExp): string[] {
  return network.net.ladder.entries
    .slice(from)
    .filter(({ protocol, wire }) => protocol === 'WS' && first.test(wire))
    .map(({ from: sender, to }) => `${sender} -> ${to}`);
}

describe('a call to one person in two browsers', () => {
  test('rings in both; the first to answer has it, the other stops and says where it went', async () => {
    await ring();
    right.phone.commands.answer(right.call.id, AUDIO);
    await network.advance(1_000);
    expect([alice.call.state.kind, right.call.state.kind]).toEqual(['confirmed', 'confirmed']);
    expect(left.outcome).toBe('You answered the call from Alice on another device.');
    expect(left.notices).toEqual(['You answered the call from Alice on another device.']);
    right.phone.commands.hangUp(right.call.id);
    await network.advance(1_000);
    expect(alice.outcome).toBe('Bob ended the call.');
  });

  test('answered in both at the same moment: one call, and the other answer is acknowledged and ended', async () => {
    await ring();
    const from = network.net.ladder.entries.length;
    left.phone.commands.answer(left.call.id, AUDIO);
    right.phone.commands.answer(right.call.id, AUDIO);
    await network.advance(2_000);
    expect(alice.call.state.kind).toBe('confirmed');
    const kinds = [left.call.state.kind, right.call.state.kind].toSorted();
    expect(kinds).toEqual(['confirmed', 'terminated']);
    // Each answer has its own ACK, and the second one its BYE.
    expect(sentSince(from, /^ACK /).filter((way) => way === 'alice -> gateway')).toHaveLength(2);
    expect(sentSince(from, /^ACK /).filter((way) => way === 'gateway -> bob')).toHaveLength(2);
    expect(sentSince(from, /^BYE /)).toEqual(['alice -> gateway', 'gateway -> bob']);
    expect(sentSince(from, /^CANCEL /)).toEqual([]);
    // It stays that way: nobody waits for an ACK.
    await network.advance(60_000);
    expect([left.call.state.kind, right.call.state.kind].toSorted()).toEqual(['confirmed', 'terminated']);
    const winner = left.call.state.kind === 'confirmed' ? left : right;
    winner.phone.commands.hangUp(winner.call.id);
    await network.advance(1_000);
    expect(alice.outcome).toBe('Bob ended the call.');
  });

  test('declined in one: the other stops, and the caller hears it', async () => {
    await ring();
    left.phone.commands.reject(left.call.id);
    await network.advance(1_000);
    expect(right.outcome).toBe('You declined the call from Alice on another device.');
    expect(alice.outcome).toMatch(/declined/);
  });

  test('busy in one: the other rings on and may answer', async () => {
    const carol = await network.signedIn('carol');
    done(left.phone.commands.call('carol', AUDIO));
    await network.advance(500);
    carol.phone.commands.answer(carol.call.id, AUDIO);
    await network.advance(500);
    done(alice.phone.commands.call('bob', AUDIO));
    await network.advance(500);
    expect(left.call.state.kind).toBe('confirmed');
    expect(left.state.calls).toHaveLength(1);
    expect(right.call.state.kind).toBe('early');
    expect(alice.call.state.kind).toBe('early');
    right.phone.commands.answer(right.call.id, AUDIO);
    await network.advance(1_000);
    expect(alice.call.state.kind).toBe('confirmed');
    expect(left.call.state.kind).toBe('confirmed');
  });

  test('cancelled by the caller: both stop, and it is missed', async () => {
    await ring();
    alice.phone.commands.hangUp(alice.call.id);
    await network.advance(1_000);
    for (const device of [left, right]) {
      expect(device.call.state.kind).toBe('terminated');
      expect(device.notices).toEqual([expect.stringMatching(/^You missed a call from Alice/)]);
    }
  });

  test('one loses its connection while it rings: the other may answer, and it hears of it when it is back', async () => {
    await ring();
    await network.cut(left);
    right.phone.commands.answer(right.call.id, AUDIO);
    await network.advance(1_000);
    expect([alice.call.state.kind, right.call.state.kind]).toEqual(['confirmed', 'confirmed']);
    await network.advance(3_000);
    expect(left.session.kind).toBe('signed-in');
    expect(left.outcome).toBe('You answered the call from Alice on another device.');
    await network.advance(60_000);
    expect([alice.call.state.kind, right.call.state.kind]).toEqual(['confirmed', 'confirmed']);
  });
});

test('a person is online until the last device has gone', async () => {
  expect(alice.presence('bob')).toBe('available');
  left.phone.commands.signOut();
  await network.advance(15_000);
  expect(alice.presence('bob')).toBe('available');
  right.phone.commands.signOut();
  await network.advance(1_000);
  expect(alice.presence('bob')).toBe('offline');
});

test('a message arrives on both devices', async () => {
  done(alice.phone.commands.sendMessage('sip:bob@example.test', 'Hello'));
  await network.advance(1_000);
  expect([left.chat('alice'), right.chat('alice')]).toEqual([['< Hello'], ['< Hello']]);
  expect(alice.chat('bob')).toEqual(['> Hello (delivered)']);
});
