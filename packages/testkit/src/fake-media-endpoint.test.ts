import type { MediaWant } from '@sidetone/sip';
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeMediaEndpoint } from './fake-media-endpoint.ts';

const audio: MediaWant = { audio: true, video: false };
const both: MediaWant = { audio: true, video: true };
const held = (want: MediaWant): MediaWant => ({ ...want, hold: true });

let alice: FakeMediaEndpoint;
let bob: FakeMediaEndpoint;

beforeEach(() => {
  alice = new FakeMediaEndpoint('alice');
  bob = new FakeMediaEndpoint('bob');
});

/** @returns what the two descriptions say of their sections */
async function exchange(from: FakeMediaEndpoint, to: FakeMediaEndpoint, want: MediaWant, answer: MediaWant) {
  const offer = await from.createOffer(want);
  const reply = await to.acceptOffer(offer, answer);
  await from.applyAnswer(reply, 'answer');
  return [directions(offer), directions(reply)].map((list) => list.join(', '));
}

function directions(sdp: string): string[] {
  return [...sdp.matchAll(/^m=(\w+) (\d+)|^a=(sendrecv|sendonly|recvonly|inactive)\r$/gm)].map(
    ([, kind, port, direction]) => (kind === undefined ? direction! : port === '0' ? `${kind} refused` : kind),
  );
}

test('hold by one end, by both, and back, as a browser does', async () => {
  expect(await exchange(alice, bob, audio, audio)).toEqual(['audio, sendrecv', 'audio, sendrecv']);
  expect(await exchange(alice, bob, held(audio), audio)).toEqual(['audio, sendonly', 'audio, recvonly']);
  expect([alice.sends('audio'), alice.receives('audio'), bob.sends('audio')]).toEqual([true, false, false]);
  expect(await exchange(bob, alice, held(audio), held(audio))).toEqual(['audio, inactive', 'audio, inactive']);
  expect(await exchange(alice, bob, audio, held(audio))).toEqual(['audio, sendrecv', 'audio, sendonly']);
  expect(await exchange(bob, alice, audio, audio)).toEqual(['audio, sendrecv', 'audio, sendrecv']);
});

test('video comes, goes, and comes again in its section', async () => {
  await exchange(alice, bob, audio, audio);
  expect(await exchange(alice, bob, both, audio)).toEqual([
    'audio, sendrecv, video, sendrecv',
    'audio, sendrecv, video, recvonly',
  ]);
  expect(await exchange(alice, bob, audio, audio)).toEqual([
    'audio, sendrecv, video, recvonly',
    'audio, sendrecv, video, inactive',
  ]);
  expect((await exchange(bob, alice, both, both))[1]).toBe('audio, sendrecv, video, sendrecv');
});

test('an offer that is taken back leaves what was agreed', async () => {
  await exchange(alice, bob, audio, audio);
  await alice.createOffer(held(both));
  await alice.rollback();
  expect([alice.direction('audio'), alice.direction('video')]).toEqual(['sendrecv', undefined]);
  expect((await exchange(alice, bob, audio, audio))[0]).toBe('audio, sendrecv');
});

test('a refused section stays refused until it is wanted', async () => {
  const offer = await alice.createOffer(both);
  const answer = await bob.acceptOffer(offer, audio);
  await alice.applyAnswer(answer.replace('m=video 9', 'm=video 0'), 'answer');
  expect(alice.direction('video')).toBeUndefined();
  expect(directions(await alice.createOffer(audio))).toEqual(['audio', 'sendrecv', 'video refused']);
  await alice.rollback();
  expect(directions(await alice.createOffer(both))).toEqual(['audio', 'sendrecv', 'video', 'sendrecv']);
});

describe('tones', () => {
  const timing = { durationMs: 100, gapMs: 70 };

  test('are taken while sound is sent and both ends have telephone-events', async () => {
    expect(alice.sendDtmf('1', timing)).toBe(false);
    await exchange(alice, bob, audio, audio);
    expect(alice.sendDtmf('12#', timing)).toBe(true);
    expect(alice.tones).toEqual([{ tones: '12#', timing }]);
    await exchange(bob, alice, held(audio), audio);
    expect(alice.sendDtmf('1', timing)).toBe(false);
    expect(() => alice.sendDtmf('x', timing)).toThrow(RangeError);
  });

  test('are not when one end has none', async () => {
    bob.hasTelephoneEvents = false;
    await exchange(alice, bob, audio, audio);
    expect([alice.sendDtmf('1', timing), bob.sendDtmf('1', timing)]).toEqual([false, false]);
  });
});

describe('candidates', () => {
  const host = 'candidate:1 1 udp 2113937151 192.0.2.1 40000 typ host';
  const relay = 'candidate:2 1 udp 41885439 198.51.100.1 50000 typ relay';

  test('that are found late repeat the earlier ones', async () => {
    const told: { fragment: string; isLast: boolean }[] = [];
    alice.events.on('candidates', (found) => told.push(found));
    alice.isGathering = true;
    const offer = await alice.createOffer(audio);
    expect(offer).not.toContain('end-of-candidates');
    alice.findCandidates([host]);
    alice.findCandidates([relay], true);
    expect(told.map(({ isLast }) => isLast)).toEqual([false, true]);
    expect(told[1]?.fragment).toContain(`a=${host}\r\na=${relay}\r\na=end-of-candidates`);
    await bob.acceptOffer(offer, audio);
    await bob.addCandidates(told[0]!.fragment);
    expect(bob.addedCandidates).toEqual([told[0]?.fragment]);
  });

  test('of the path before a restart are of no use', async () => {
    const told: string[] = [];
    await exchange(alice, bob, audio, audio);
    alice.events.on('candidates', ({ fragment }) => told.push(fragment));
    alice.findCandidates([host]);
    const restart = await alice.createOffer(audio, { restartIce: true });
    const answer = await bob.acceptOffer(restart, audio);
    await alice.applyAnswer(answer, 'answer');
    await bob.addCandidates(told[0]!);
    expect([bob.addedCandidates, bob.strayCandidates]).toEqual([[], told]);
    expect(answer).toContain('a=ice-ufrag:fake2');
  });
});
