import { afterEach, beforeEach, expect, test } from 'vitest';
import { sentenceText } from '../../src/outcomes/sentence.ts';
import { done, PhoneNetwork, type TestPhone } from '../support/phone-network.ts';

let network: PhoneNetwork;
let alice: TestPhone;
let bob: TestPhone;

beforeEach(async () => {
  network = new PhoneNetwork();
  alice = await network.signedIn('alice');
  bob = await network.signedIn('bob');
});
afterEach(() => network.close());

function why({ session }: TestPhone): string {
  return session.kind === 'reconnecting' ? sentenceText(session.why) : session.kind;
}

test('a lost connection is back within 2 s, by itself', async () => {
  await network.cut(alice);
  expect(why(alice)).toBe('The connection to the server was lost. The phone reconnects by itself.');
  expect(alice.session).toMatchObject({ kind: 'reconnecting', attempt: 1, retryAt: expect.any(Number) });
  await network.advance(2_500);
  expect(alice.session.kind).toBe('signed-in');
  expect(bob.presence('alice')).toBe('available');
});

test('a gateway that restarts after 3 s has its phones within 5 s, and their calls live', async () => {
  done(alice.phone.commands.call('bob', { video: false }));
  await network.advance(500);
  bob.phone.commands.answer(bob.call.id, { video: false });
  await network.advance(500);
  await network.stopGateway();
  await network.advance(3_000);
  expect(why(alice)).toMatch(/^The (server cannot be reached|connection to the server was lost)/);
  expect(alice.call.state.kind).toBe('confirmed');
  network.startGateway();
  await network.advance(5_000);
  expect([alice.session.kind, bob.session.kind]).toEqual(['signed-in', 'signed-in']);
  expect(bob.call.state.kind).toBe('confirmed');
  alice.phone.commands.hangUp(alice.call.id);
  await network.advance(1_000);
  expect(bob.outcome).toBe('Alice ended the call.');
});

test('a gateway that stays away is tried ever more rarely, and the tries are counted', async () => {
  await network.stopGateway();
  const attempts: number[] = [];
  alice.phone.store.subscribe(({ session }, before) => {
    if (session.kind !== 'reconnecting' || before.session.kind !== 'reconnecting') return;
    if (session.attempt !== before.session.attempt) attempts.push(network.net.clock.now());
  });
  await network.advance(180_000);
  expect(why(alice)).toBe('The server cannot be reached. It may have stopped. The phone tries again by itself.');
  const gaps = attempts.slice(1).map((at, i) => at - attempts[i]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(31_000);
  expect(attempts.length).toBeGreaterThan(7);
  expect(attempts.length).toBeLessThan(20);
});

test('waking up reconnects now', async () => {
  await network.stopGateway();
  await network.advance(120_000);
  network.startGateway();
  alice.phone.wake();
  await network.advance(500);
  expect(alice.session.kind).toBe('signed-in');
});

test('waking up on a connection that stands asks it for a sign of life', () => {
  alice.phone.wake();
  expect(alice.transports.at(-1)?.probes).toBe(1);
  alice.phone.sleep();
  expect(alice.transports.at(-1)?.probes).toBe(2);
});

test('without a network the phone says so', async () => {
  alice.phone.sleep();
  await network.cut(alice);
  expect(why(alice)).toMatch(/^This computer is offline/);
  alice.phone.wake();
  await network.advance(500);
  expect(alice.session.kind).toBe('signed-in');
});

test('a refresh of the registration is no news', async () => {
  const before = alice.session;
  await network.advance(900_000);
  expect(alice.session).toBe(before);
});

test('a call while nobody is connected does not start, one in progress can be ended', async () => {
  done(alice.phone.commands.call('bob', { video: false }));
  await network.advance(500);
  bob.phone.commands.answer(bob.call.id, { video: false });
  await network.advance(500);
  await network.cut(alice);
  alice.phone.commands.hangUp(alice.call.id);
  expect(alice.outcome).toBe('You ended the call with Bob.');
  await network.advance(40_000);
  expect(bob.call.state.kind).toBe('terminated');
});

test('a password that was changed meanwhile ends the session, in words, and leaves nothing of the person', async () => {
  done(alice.phone.commands.call('bob', { video: false }));
  await network.advance(500);
  await network.stopServer();
  network.startServer({ alice: 'another-secret' });
  await network.cut(alice);
  await network.advance(5_000);
  expect(alice.session).toMatchObject({ kind: 'failed', why: { key: 'sign-in.wrong-password' } });
  expect(alice.state).toMatchObject({ calls: [], chats: {}, roster: [] });
  expect(alice.media.openCount).toBe(0);
});
