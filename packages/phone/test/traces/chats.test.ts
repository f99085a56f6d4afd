import { afterEach, beforeEach, expect, test } from 'vitest';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { aorOf, done, PhoneNetwork, refused, type TestPhone, uriOf } from '../support/phone-network.ts';

let network: PhoneNetwork;
let alice: TestPhone;
let bob: TestPhone;

beforeEach(async () => {
  network = new PhoneNetwork();
  alice = await network.signedIn('alice');
  bob = await network.signedIn('bob');
});
afterEach(() => network.close());

test('messages go both ways, with their times, and count as unread until they are read', async () => {
  done(alice.phone.commands.sendMessage(aorOf('bob'), 'Grüße 👋'));
  expect(alice.chat('bob')).toEqual(['> Grüße 👋 (sending)']);
  await network.advance(500);
  expect(alice.chat('bob')).toEqual(['> Grüße 👋 (delivered)']);
  expect(bob.chat('alice')).toEqual(['< Grüße 👋']);
  expect(bob.state.chats[aorOf('alice')]).toMatchObject({ displayName: 'Alice', unread: 1 });
  bob.phone.commands.markRead(aorOf('alice'));
  expect(bob.state.chats[aorOf('alice')]?.unread).toBe(0);
  done(bob.phone.commands.sendMessage(aorOf('alice'), 'Hello'));
  await network.advance(500);
  expect(alice.chat('bob')).toEqual(['> Grüße 👋 (delivered)', '< Hello']);
  const times = alice.state.chats[aorOf('bob')]?.messages.map(({ at }) => at) ?? [];
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(500);
});

test('messages arrive in the order they were written', async () => {
  network.net.link({ loss: 0.3 }, ['gateway', 'server']);
  const texts = Array.from({ length: 12 }, (_, i) => `message ${i}`);
  for (const text of texts) done(alice.phone.commands.sendMessage(aorOf('bob'), text));
  await network.advance(200_000);
  expect(bob.chat('alice')).toEqual(texts.map((text) => `< ${text}`));
  expect(alice.chat('bob')).toEqual(texts.map((text) => `> ${text} (delivered)`));
  network.net.link({ loss: 0 }, ['gateway', 'server']);
});

test('a message to somebody who is not signed in fails in words, and a retry delivers it', async () => {
  const id = done(alice.phone.commands.sendMessage(aorOf('carol'), 'Are you there?'));
  await network.advance(1_000);
  expect(alice.chat('carol')).toEqual([
    '> Are you there? (Carol is not signed in. Send it again when Carol is online.)',
  ]);
  const carol = await network.signedIn('carol');
  alice.phone.commands.retryMessage(aorOf('carol'), id);
  expect(alice.chat('carol')).toEqual(['> Are you there? (sending)']);
  await network.advance(1_000);
  expect(alice.chat('carol')).toEqual(['> Are you there? (delivered)']);
  expect(carol.chat('alice')).toEqual(['< Are you there?']);
  alice.phone.commands.retryMessage(aorOf('carol'), id);
  await network.advance(1_000);
  expect(carol.chat('alice')).toHaveLength(1);
});

test('a message that cannot be sent at all is refused before it is shown', () => {
  expect(refused(alice.phone.commands.sendMessage(aorOf('bob'), ' \n '))).toBe('Type a message first.');
  expect(refused(alice.phone.commands.sendMessage(aorOf('bob'), '👋'.repeat(20_000)))).toMatch(/too long/);
  expect(refused(alice.phone.commands.sendMessage(aorOf('alice'), 'me'))).toMatch(/your own address/);
  expect(alice.state.chats).toEqual({});
});

test('what is typed while the connection is lost is sent once when it is back', async () => {
  await network.cut(alice);
  expect(alice.session.kind).toBe('reconnecting');
  done(alice.phone.commands.sendMessage(aorOf('bob'), 'one'));
  done(alice.phone.commands.sendMessage(aorOf('bob'), 'two'));
  expect(alice.chat('bob')).toEqual(['> one (sending)', '> two (sending)']);
  await network.advance(5_000);
  expect(alice.session.kind).toBe('signed-in');
  expect(alice.chat('bob')).toEqual(['> one (delivered)', '> two (delivered)']);
  expect(bob.chat('alice')).toEqual(['< one', '< two']);
});

test('what was sent into a half-open connection arrives once', async () => {
  network.net.part('alice', 'gateway');
  done(alice.phone.commands.sendMessage(aorOf('bob'), 'into the void'));
  await network.advance(10_000);
  await network.cut(alice);
  network.net.heal('alice', 'gateway');
  await network.advance(10_000);
  expect(alice.chat('bob')).toEqual(['> into the void (delivered)']);
  expect(bob.chat('alice')).toEqual(['< into the void']);
});

test('an answer that is lost with the connection does not make a second message', async () => {
  network.net.link({ latencyMs: 400 }, ['gateway', 'server']);
  done(alice.phone.commands.sendMessage(aorOf('bob'), 'only once'));
  while (bob.chat('alice').length === 0) await network.advance(50);
  await network.cut(alice);
  await network.advance(20_000);
  expect(alice.chat('bob')).toEqual(['> only once (delivered)']);
  expect(bob.chat('alice')).toEqual(['< only once']);
});

test('a body that is no text is refused with 415', async () => {
  const desk = await network.deskPhone('dave');
  const outcome = desk.agent.sendMessage(uriOf('bob'), { contentType: 'image/png', body: 'x' });
  await network.advance(1_000);
  expect(await outcome).toMatchObject({ kind: 'failed', why: { kind: 'rejected', status: 415 } });
  expect(bob.chat('dave')).toEqual([]);
  await Promise.all([desk.agent.stop(), network.advance(3_000)]);
});

test('a chat can be opened, and removed', () => {
  expect(done(alice.phone.commands.openChat('bob@example.test'))).toBe(aorOf('bob'));
  expect(alice.state.chats[aorOf('bob')]).toEqual({
    aor: aorOf('bob'),
    displayName: 'Bob',
    messages: [],
    unread: 0,
  });
  expect(refused(alice.phone.commands.openChat('a b'))).toMatch(/has a space/);
  alice.phone.commands.removeChat(aorOf('bob'));
  expect(alice.state.chats).toEqual({});
});

test('chats outlive the page; what was on its way then says so', async () => {
  const storage = new MemoryStorage();
  const carol = await network.signedIn('carol', storage);
  done(carol.phone.commands.sendMessage(aorOf('bob'), 'kept'));
  await network.advance(1_000);
  await network.stopGateway();
  done(carol.phone.commands.sendMessage(aorOf('bob'), 'lost'));
  await network.advance(300);
  // The page is gone without a word; another one opens on the same storage.
  const texts = new Map(storage.texts);
  carol.phone.commands.signOut();
  await network.advance(5_000);
  network.startGateway();
  const later = new MemoryStorage();
  for (const [key, text] of texts) later.texts.set(key, text);
  const again = await network.signedIn('carol', later);
  expect(again.chat('bob')).toEqual([
    '> kept (delivered)',
    '> lost (The page was closed before the message was delivered. Send it again.)',
  ]);
});
