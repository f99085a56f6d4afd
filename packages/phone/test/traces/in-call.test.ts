import { nameAddr, type UserAgent } from '@sidetone/sip';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callActions } from '../../src/commands/call-actions.ts';
import { sentenceText } from '../../src/outcomes/sentence.ts';
import { aorOf, done, PhoneNetwork, type TestPhone, uriOf } from '../support/phone-network.ts';
import type { RenderedFakeEndpoint } from '../support/rendered-fake-media.ts';

const AUDIO = { video: false };
const VIDEO = { video: true };
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

async function talk(options = AUDIO): Promise<void> {
  done(alice.phone.commands.call('bob', options));
  await network.advance(500);
  bob.phone.commands.answer(bob.call.id, options);
  await network.advance(500);
  expect([alice.call.state.kind, bob.call.state.kind]).toEqual(['confirmed', 'confirmed']);
}

/** A farewell takes time. */
async function stop(agent: UserAgent): Promise<void> {
  const stopped = agent.stop();
  await network.advance(5_000);
  await stopped;
}

const actions = ({ call, phone }: TestPhone) => callActions(call, phone.commands);
const problemOf = ({ call }: TestPhone) => call.problem && sentenceText(call.problem);
function endpointOf({ media }: TestPhone): RenderedFakeEndpoint {
  if (media.newest === undefined) throw new Error('no media');
  return media.newest;
}

describe('hold', () => {
  test('one side holds: both say so, nothing is heard, and it is heard again after', async () => {
    await talk();
    actions(alice).hold?.();
    expect(alice.call).toMatchObject({ changing: 'hold' });
    await network.advance(500);
    expect([alice.call.hold, bob.call.hold]).toEqual(['local', 'remote']);
    expect(alice.call.changing).toBeUndefined();
    // RFC 3264 §8.4: she takes nothing, and he sends nothing.
    expect([endpointOf(alice).receives('audio'), endpointOf(bob).sends('audio')]).toEqual([false, false]);
    actions(alice).resume?.();
    await network.advance(500);
    expect([alice.call.hold, bob.call.hold]).toEqual(['none', 'none']);
    for (const phone of [alice, bob]) {
      expect([endpointOf(phone).receives('audio'), endpointOf(phone).sends('audio')]).toEqual([true, true]);
    }
  });

  test('each side holds the other, and each takes back its own', async () => {
    await talk();
    actions(alice).hold?.();
    await network.advance(500);
    actions(bob).hold?.();
    await network.advance(500);
    expect([alice.call.hold, bob.call.hold]).toEqual(['both', 'both']);
    actions(alice).resume?.();
    await network.advance(500);
    expect([alice.call.hold, bob.call.hold]).toEqual(['remote', 'local']);
    actions(bob).resume?.();
    await network.advance(500);
    expect([alice.call.hold, bob.call.hold]).toEqual(['none', 'none']);
  });

  test('both at the same moment: neither wish is lost', async () => {
    await talk();
    actions(alice).hold?.();
    actions(bob).hold?.();
    await network.advance(20_000);
    expect([alice.call.hold, bob.call.hold]).toEqual(['both', 'both']);
    expect([alice.call.changing, bob.call.changing]).toEqual([undefined, undefined]);
  });

  test('taken back before it was done: the last wish counts', async () => {
    await talk();
    actions(alice).hold?.();
    actions(alice).resume?.();
    expect(alice.call.changing).toBe('resume');
    await network.advance(20_000);
    expect([alice.call.hold, bob.call.hold, alice.call.changing]).toEqual(['none', 'none', undefined]);
  });

  test('a call on hold can be ended from both sides', async () => {
    await talk();
    actions(alice).hold?.();
    await network.advance(500);
    actions(bob).hangUp?.();
    await network.advance(500);
    expect(alice.outcome).toBe('Bob ended the call.');
    expect(alice.call).toMatchObject({ hold: 'none', media: { microphone: 'absent' } });
  });
});

describe('video', () => {
  test('is added by one side, answered by the other, and dropped again', async () => {
    await talk();
    expect(actions(alice).dropVideo).toBeUndefined();
    actions(alice).addVideo?.();
    expect(alice.call.changing).toBe('video');
    await network.advance(500);
    expect(alice.call.media).toMatchObject({ camera: 'live', remoteVideo: 'absent' });
    expect(bob.call.media).toMatchObject({ camera: 'absent', remoteVideo: 'live' });
    actions(bob).addVideo?.();
    await network.advance(500);
    expect(alice.call.media).toMatchObject({ camera: 'live', remoteVideo: 'live' });
    actions(alice).dropVideo?.();
    await network.advance(500);
    expect(alice.call.media).toMatchObject({ camera: 'absent', remoteVideo: 'live' });
    expect(bob.call.media).toMatchObject({ camera: 'live', remoteVideo: 'absent' });
  });

  test('the video of a video call goes and comes back', async () => {
    await talk(VIDEO);
    actions(alice).dropVideo?.();
    await network.advance(500);
    expect(bob.call.media).toMatchObject({ camera: 'live', remoteVideo: 'absent' });
    actions(alice).addVideo?.();
    await network.advance(500);
    expect(bob.call.media).toMatchObject({ camera: 'live', remoteVideo: 'live' });
  });

  test('what a phone without video refuses is told, and can be dismissed', async () => {
    const { agent, media } = await network.deskPhone('carol');
    agent.onIncomingCall = (call) => void call.accept({ audio: true, video: false });
    done(alice.phone.commands.call('carol', AUDIO));
    await network.advance(1_000);
    expect(alice.call.state.kind).toBe('confirmed');
    // It takes no change at all.
    const endpoint = media.endpoints[0];
    if (endpoint !== undefined) endpoint.acceptOffer = () => Promise.reject(new Error('no'));
    actions(alice).addVideo?.();
    await network.advance(5_000);
    expect(problemOf(alice)).toMatch(/^The phone of Carol did not agree to the change of video \(\d{3} .+\)\./);
    expect(alice.call.changing).toBeUndefined();
    alice.phone.commands.dismissProblem(alice.call.id);
    expect(alice.call.problem).toBeUndefined();
    actions(alice).hangUp?.();
    await network.advance(1_000);
    await stop(agent);
  });
});

describe('keypad', () => {
  test('tones go in the sound, and are shown as typed', async () => {
    await talk();
    actions(alice).sendDtmf?.('1');
    actions(alice).sendDtmf?.('2#');
    actions(alice).sendDtmf?.('x9 d');
    expect(alice.call.dtmf).toEqual({ sent: '12#9D', received: '' });
    expect(endpointOf(alice).tones.map(({ tones }) => tones)).toEqual(['1', '2#', '9D']);
  });

  test('to a phone without telephone-events they go by INFO, and it shows them', async () => {
    bob.media.hasTelephoneEvents = false;
    await talk();
    actions(alice).sendDtmf?.('42*');
    await network.advance(2_000);
    expect(bob.call.dtmf).toEqual({ sent: '', received: '42*' });
    expect(endpointOf(alice).tones).toEqual([]);
    expect(alice.call.problem).toBeUndefined();
  });

  test('only the last 64 are kept', async () => {
    await talk();
    for (let round = 0; round < 8; round += 1) actions(alice).sendDtmf?.('1234567890');
    expect(alice.call.dtmf.sent).toHaveLength(64);
    expect(alice.call.dtmf.sent.endsWith('1234567890')).toBe(true);
  });

  test('there are none while the call is on hold', async () => {
    await talk();
    actions(alice).hold?.();
    await network.advance(500);
    expect([actions(alice).sendDtmf, actions(bob).sendDtmf]).toEqual([undefined, undefined]);
  });
});

describe('subject and priority', () => {
  test('are set before calling and shown on both sides', async () => {
    done(alice.phone.commands.call('bob', { ...AUDIO, subject: ' The cake ', priority: 'urgent' }));
    await network.advance(500);
    for (const { call } of [alice, bob]) expect(call).toMatchObject({ subject: 'The cake', priority: 'urgent' });
  });

  test('a blank subject is none, and a priority that nobody knows says nothing', async () => {
    done(alice.phone.commands.call('bob', { ...AUDIO, subject: '  ' }));
    await network.advance(500);
    expect(bob.call).not.toHaveProperty('subject');
    expect(bob.call).not.toHaveProperty('priority');
    alice.phone.commands.hangUp(alice.call.id);
    const { agent } = await network.deskPhone('carol');
    agent.call(uriOf('bob'), { media: { audio: true, video: false }, priority: 'whenever', subject: 'a\u202Eb' });
    await network.advance(500);
    expect(bob.call.subject).toBe('a b');
    expect(bob.call).not.toHaveProperty('priority');
    await stop(agent);
  });
});

describe('where a call comes from', () => {
  test('forwarded, transferred and asserted callers are named as they are known', async () => {
    const { agent } = await network.deskPhone('carol');
    agent.call(uriOf('bob'), {
      media: { audio: true, video: false },
      referredBy: nameAddr(uriOf('alice')),
      headers: [
        ['Diversion', '<sip:dave@example.test>;reason=user-busy'],
        ['Diversion', '<sip:first@example.test>'],
      ],
    });
    await network.advance(500);
    expect(bob.call.origin).toEqual({
      referredBy: { aor: aorOf('alice'), displayName: 'Alice' },
      forwardedBy: { aor: aorOf('dave'), displayName: 'Dave' },
    });
    await stop(agent);
  });

  test('the history tells who forwarded the call last', async () => {
    const { agent } = await network.deskPhone('carol');
    agent.call(uriOf('bob'), {
      media: { audio: true, video: false },
      headers: [
        [
          'History-Info',
          '<sip:x@example.test>;index=1, <sip:dave@example.test>;index=1.1, <sip:bob@example.test;cause=302>;index=1.2',
        ],
      ],
    });
    await network.advance(500);
    expect(bob.call.origin).toEqual({ forwardedBy: { aor: aorOf('dave'), displayName: 'Dave' } });
    await stop(agent);
  });

  test('an ordinary call says nothing', async () => {
    await talk();
    expect(bob.call).not.toHaveProperty('origin');
  });
});

describe('quality', () => {
  test.each([
    [4.2, 'good'],
    [3.4, 'fair'],
    [2, 'poor'],
  ] as const)('a score of %d is %s', async (mos, level) => {
    await talk();
    expect(alice.call.quality).toBeUndefined();
    endpointOf(alice).quality = { lossPercent: 1, jitterMs: 5, roundTripMs: undefined, mos };
    await network.advance(4_000);
    expect(alice.call.quality).toEqual({ level, lossPercent: 1, jitterMs: 5, mos });
    // What cannot be measured any more is not shown as it was.
    endpointOf(alice).quality = undefined;
    await network.advance(4_000);
    expect(alice.call.quality).toBeUndefined();
  });
});
