import { afterEach, beforeEach, expect, test } from 'vitest';
import { sentenceText } from '../../src/outcomes/sentence.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { DOMAIN, PhoneNetwork, refused, type TestPhone } from '../support/phone-network.ts';

let network: PhoneNetwork;
beforeEach(() => {
  network = new PhoneNetwork();
});
afterEach(() => network.close());

function whyFailed({ session }: TestPhone): string {
  return session.kind === 'failed' ? sentenceText(session.why) : session.kind;
}

test('signing in registers with digest, and says so', async () => {
  const alice = network.phone('alice');
  expect(alice.session).toEqual({ kind: 'signed-out' });
  alice.phone.commands.signIn({ user: 'alice', password: 'alice-secret', displayName: 'Alice Adams' });
  const account = {
    aor: `sip:alice@${DOMAIN}`,
    user: 'alice',
    domain: DOMAIN,
    url: 'ws://gateway/sip',
    displayName: 'Alice Adams',
  };
  expect(alice.session).toEqual({ kind: 'signing-in', account });
  await network.advance(1_000);
  expect(alice.session).toMatchObject({ kind: 'signed-in', account });
});

test('a wrong password is said in words, and nothing is tried again', async () => {
  const alice = network.phone('alice');
  alice.phone.commands.signIn({ user: 'alice', password: 'wrong' });
  await network.advance(1_000);
  expect(whyFailed(alice)).toBe('The name or the password is wrong. Check both, and try again.');
  const sent = network.net.ladder.entries.length;
  await network.advance(120_000);
  expect(network.net.ladder.entries.length).toBe(sent);
});

test('after a wrong password the right one does', async () => {
  const alice = network.phone('alice');
  alice.phone.commands.signIn({ user: 'alice', password: 'wrong' });
  await network.advance(1_000);
  alice.phone.commands.signIn({ user: 'alice', password: 'alice-secret' });
  await network.advance(1_000);
  expect(alice.session.kind).toBe('signed-in');
});

test('an unknown name is no more than a wrong password', async () => {
  const zoe = network.phone('zoe');
  zoe.phone.commands.signIn({ user: 'zoe', password: 'x' });
  await network.advance(1_000);
  expect(whyFailed(zoe)).toBe('The name or the password is wrong. Check both, and try again.');
});

test('a gateway that is not there is said in words, and a retry finds it when it is', async () => {
  await network.stopGateway();
  const alice = network.phone('alice');
  alice.phone.commands.signInAsDemo('alice');
  await network.advance(1_000);
  expect(whyFailed(alice)).toMatch(/^The server cannot be reached. It may have stopped/);
  network.startGateway();
  alice.phone.commands.retrySignIn();
  await network.advance(1_000);
  expect(alice.session.kind).toBe('signed-in');
});

test('a server that has stopped behind its gateway is said in words', async () => {
  await network.stopServer();
  const alice = network.phone('alice');
  alice.phone.commands.signInAsDemo('alice');
  await network.advance(40_000);
  expect(whyFailed(alice)).toBe('The server did not answer in time. Check your network, and try again.');
});

test.each([
  [{ user: '', password: 'x' }, /Type your name/],
  [{ user: 'alice', password: 'x', domain: 'not a domain' }, /is not a SIP address/],
  [{ user: 'alice@', password: 'x' }, /Type the domain/],
  [{ user: 'alice', password: 'x', url: 'http://gateway' }, /has to begin with ws/],
  [{ user: 'alice', password: 'x', url: 'ws://other' }, /has to begin with ws/],
])('%j is refused at once', (input, why) => {
  const alice = network.phone('alice');
  expect(refused(alice.phone.commands.signIn(input))).toMatch(why);
  expect(alice.session.kind).toBe('signed-out');
});

test('a whole address can stand in for the name', async () => {
  const alice = network.phone('alice');
  alice.phone.commands.signIn({ user: `sip:alice@${DOMAIN.toUpperCase()}`, password: 'alice-secret', domain: 'x' });
  await network.advance(1_000);
  expect(alice.session).toMatchObject({ kind: 'signed-in', account: { aor: `sip:alice@${DOMAIN}` } });
});

test('signing out unregisters, closes the connection, and leaves nothing of the person', async () => {
  const alice = await network.signedIn('alice');
  const bob = await network.signedIn('bob');
  alice.phone.commands.signOut();
  expect(alice.session.kind).toBe('signing-out');
  await network.advance(3_000);
  expect(alice.session).toMatchObject({ kind: 'signed-out', last: { user: 'alice' } });
  expect(alice.state).toMatchObject({ calls: [], chats: {}, roster: [] });
  expect(alice.transports.at(-1)?.inner.flows).toEqual([]);
  expect(bob.presence('alice')).toBe('offline');
});

test('signing out works when the server does not answer', async () => {
  const alice = await network.signedIn('alice');
  await network.stopServer();
  alice.phone.commands.signOut();
  await network.advance(5_000);
  expect(alice.session.kind).toBe('signed-out');
});

test('signing out while signing in leaves nobody signed in', async () => {
  const alice = network.phone('alice');
  alice.phone.commands.signInAsDemo('alice');
  alice.phone.commands.signOut();
  await network.advance(10_000);
  expect(alice.session.kind).toBe('signed-out');
});

test('signing in as somebody else takes the place of the first', async () => {
  const phone = await network.signedIn('alice');
  phone.phone.commands.signInAsDemo('bob');
  await network.advance(3_000);
  expect(phone.session).toMatchObject({ kind: 'signed-in', account: { user: 'bob' } });
  const carol = await network.signedIn('carol');
  expect([carol.presence('alice'), carol.presence('bob')]).toEqual(['offline', 'available']);
});

test('the device keeps its instance, the last account is remembered, and no password is stored', async () => {
  const storage = new MemoryStorage();
  const first = await network.signedIn('alice', storage);
  const device = storage.texts.get('device');
  expect(device).toMatch(/urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/);
  first.phone.commands.signOut();
  await network.advance(3_000);
  const second = network.phone('alice', storage);
  await network.advance(0);
  expect(second.session).toMatchObject({ kind: 'signed-out', last: { user: 'alice', displayName: 'Alice' } });
  second.phone.commands.signInAsDemo('alice');
  await network.advance(1_000);
  expect(storage.texts.get('device')).toBe(device);
  expect([...storage.texts.values()].join('\n')).not.toContain('secret');
});

test('a demo account that the server does not have is refused', () => {
  expect(refused(network.phone('alice').phone.commands.signInAsDemo('zoe'))).toMatch(/no demo account called zoe/);
});

test('the trace shows the messages, without the digest response', async () => {
  const alice = await network.signedIn('alice');
  const registers = alice.state.trace.filter((entry) => entry.kind === 'message' && entry.method === 'REGISTER');
  expect(registers.map((entry) => `${entry.kind === 'message' ? entry.direction : ''} ${entry.summary}`)).toEqual([
    `sent REGISTER sip:${DOMAIN} SIP/2.0`,
    'received SIP/2.0 401 Unauthorized',
    `sent REGISTER sip:${DOMAIN} SIP/2.0`,
    'received SIP/2.0 200 OK',
  ]);
  const texts = registers.map((entry) => ('text' in entry ? entry.text : '')).join('');
  expect(texts).toContain('Authorization: Digest');
  expect(texts).not.toMatch(/response="[0-9a-f]/);
  alice.phone.commands.clearTrace();
  expect(alice.state.trace).toEqual([]);
});
