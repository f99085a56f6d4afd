import { afterEach, beforeEach, expect, test } from 'vitest';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { aorOf, done, PhoneNetwork, refused, type TestPhone } from '../support/phone-network.ts';

let network: PhoneNetwork;
let alice: TestPhone;

beforeEach(async () => {
  network = new PhoneNetwork();
  alice = await network.signedIn('alice');
});
afterEach(() => network.close());

test('a demo account sees the others come and go', async () => {
  expect(alice.state.roster.map(({ displayName }) => displayName)).toEqual(['Bob', 'Carol', 'Dave']);
  expect(alice.presence('bob')).toBe('offline');
  const bob = network.phone('bob');
  bob.phone.commands.signInAsDemo('bob');
  await network.advance(1_000);
  expect(alice.presence('bob')).toBe('available');
  expect(bob.presence('alice')).toBe('available');
  bob.phone.commands.signOut();
  await network.advance(1_000);
  expect(alice.presence('bob')).toBe('offline');
});

test('a status and a note are seen within a second', async () => {
  const bob = await network.signedIn('bob');
  bob.phone.commands.setPresence('busy', '  In a <meeting> & "busy" ☕ ');
  expect(bob.state.ownPresence).toMatchObject({ status: 'busy', publication: { kind: 'publishing' } });
  await network.advance(1_000);
  expect(bob.state.ownPresence.publication.kind).toBe('published');
  expect(alice.presence('bob')).toBe('busy: In a <meeting> & "busy" ☕');
  bob.phone.commands.setPresence('away', '');
  await network.advance(1_000);
  expect(alice.presence('bob')).toBe('away');
  bob.phone.commands.setPresence('available', 'back');
  await network.advance(1_000);
  expect(alice.presence('bob')).toBe('available: back');
});

test('a killed tab is offline for those who watch within 15 s', async () => {
  const bob = await network.signedIn('bob');
  expect(alice.presence('bob')).toBe('available');
  network.net.part('bob', 'gateway');
  for (const flow of bob.transports.at(-1)?.inner.flows ?? []) network.net.cut(flow);
  await network.advance(15_000);
  expect(alice.presence('bob')).toBe('offline');
  network.net.heal('bob', 'gateway');
  await network.advance(35_000);
  expect(alice.presence('bob')).toBe('available');
});

test('buddies are added as they are dialled, once, and removed', async () => {
  alice.phone.commands.removeBuddy(aorOf('bob'));
  expect(alice.state.roster.map(({ displayName }) => displayName)).toEqual(['Carol', 'Dave']);
  const bob = await network.signedIn('bob');
  expect(done(alice.phone.commands.addBuddy(' bob ', ' Bobby '))).toBe(aorOf('bob'));
  expect(alice.state.roster.at(-1)).toEqual({
    aor: aorOf('bob'),
    displayName: 'Bobby',
    presence: { kind: 'unknown' },
  });
  await network.advance(1_000);
  expect(alice.presence('bob')).toBe('available');
  expect(refused(alice.phone.commands.addBuddy('sip:bob@EXAMPLE.test'))).toBe('Bobby is already in your list.');
  expect(refused(alice.phone.commands.addBuddy('alice'))).toMatch(/your own address/);
  alice.phone.commands.removeBuddy(aorOf('bob'));
  await network.advance(1_000);
  bob.phone.commands.setPresence('away', '');
  await network.advance(1_000);
  expect(alice.state.roster.some(({ aor }) => aor === aorOf('bob'))).toBe(false);
});

test('somebody who does not exist is said to', async () => {
  done(alice.phone.commands.addBuddy('zoe'));
  await network.advance(1_000);
  expect(alice.presence('zoe')).toBe('There is nobody called zoe here. Check the address.');
});

test('list, status and note outlive the page', async () => {
  const storage = new MemoryStorage();
  const carol = await network.signedIn('carol', storage);
  carol.phone.commands.removeBuddy(aorOf('dave'));
  done(carol.phone.commands.addBuddy('someone@elsewhere.test', 'Someone'));
  carol.phone.commands.setPresence('away', 'Lunch');
  await network.advance(1_000);
  carol.phone.commands.signOut();
  await network.advance(3_000);
  const again = await network.signedIn('carol', storage);
  expect(again.state.roster.map(({ displayName }) => displayName)).toEqual(['Alice', 'Bob', 'Someone']);
  expect(again.state.ownPresence).toEqual({ status: 'away', note: 'Lunch', publication: { kind: 'published' } });
  expect(alice.presence('carol')).toBe('away: Lunch');
});

test('lists are kept apart for each person on the same device', async () => {
  const storage = new MemoryStorage();
  const phone = await network.signedIn('carol', storage);
  phone.phone.commands.removeBuddy(aorOf('dave'));
  await network.advance(300);
  phone.phone.commands.signInAsDemo('bob');
  await network.advance(3_000);
  expect(phone.state.roster.map(({ displayName }) => displayName)).toEqual(['Alice', 'Carol', 'Dave']);
  phone.phone.commands.signInAsDemo('carol');
  await network.advance(3_000);
  expect(phone.state.roster.map(({ displayName }) => displayName)).toEqual(['Alice', 'Bob']);
});

test('what is stored and has another shape is as if it were not there', async () => {
  const storage = new MemoryStorage();
  storage.texts.set('device', '{"instanceId":"nonsense","regId":0}');
  storage.texts.set(`roster of ${aorOf('bob')}`, '[{"aor":7}]');
  storage.texts.set(`chats of ${aorOf('bob')}`, '{');
  const bob = await network.signedIn('bob', storage);
  expect(bob.session.kind).toBe('signed-in');
  expect(bob.state.roster).toHaveLength(3);
});

test('a storage that fails is told once, and the phone works', async () => {
  class FullStorage extends MemoryStorage {
    override save(): Promise<void> {
      return Promise.reject(new Error('quota exceeded'));
    }
  }
  const bob = await network.signedIn('bob', new FullStorage());
  bob.phone.commands.setPresence('busy', '');
  await network.advance(1_000);
  expect(bob.session.kind).toBe('signed-in');
  expect(bob.notices).toEqual([
    'The browser did not keep your data (quota exceeded). It is lost when you close the page.',
  ]);
  bob.phone.commands.dismissNotice(bob.state.notices[0]?.id ?? '');
  expect(bob.notices).toEqual([]);
});
