import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callActions } from '../../src/commands/call-actions.ts';
import { sentenceText } from '../../src/outcomes/sentence.ts';
import type { CallSnapshot } from '../../src/state/call-snapshot.ts';
import { selectActiveCall } from '../../src/state/selectors.ts';
import { aorOf, done, PhoneNetwork, refused, type TestPhone, uriOf } from '../support/phone-network.ts';

const AUDIO = { video: false };
let network: PhoneNetwork;
let alice: TestPhone;
let bob: TestPhone;
let carol: TestPhone;

beforeEach(async () => {
  network = new PhoneNetwork();
  alice = await network.signedIn('alice');
  bob = await network.signedIn('bob');
  carol = await network.signedIn('carol');
});
afterEach(async () => {
  await network.close();
  const open = [alice, bob, carol].reduce((sum, { media }) => sum + media.openCount, 0);
  if (open > 0) throw new Error(`${open} media endpoints were left open`);
});

/** Alice talks to Bob, who sends her to somebody. */
async function transfer(to = 'carol', options = AUDIO): Promise<void> {
  done(alice.phone.commands.call('bob', options));
  await network.advance(500);
  bob.phone.commands.answer(bob.call.id, options);
  await network.advance(500);
  done(bob.phone.commands.transfer(bob.call.id, to));
  // NOTIFYs keep a second apart (RFC 3515 §3.10).
  await network.advance(3_000);
}

const actions = ({ call, phone }: TestPhone) => callActions(call, phone.commands);
const shown = ({ state }: TestPhone): CallSnapshot => {
  const call = selectActiveCall(state);
  if (call === undefined) throw new Error('no call is shown');
  return call;
};

/** How the transfer of a call stands, in words. */
function transferOf({ transfer: shownTransfer }: CallSnapshot): string | undefined {
  if (shownTransfer === undefined) return undefined;
  const { by, target, state } = shownTransfer;
  const words =
    state.kind === 'progress'
      ? sentenceText(state.progress)
      : state.kind === 'failed'
        ? sentenceText(state.why)
        : state.kind;
  return `${by} to ${target.displayName}: ${words}`;
}

describe('a transfer to a typed address', () => {
  test('rings there, is answered, and ends the call between', async () => {
    await transfer();
    expect(transferOf(bob.call)).toBe('local to Carol: It is ringing at Carol. Please wait.');
    expect(bob.call.hold).toBe('local');
    expect(Object.keys(actions(bob)).toSorted()).toEqual(['hangUp', 'mute']);
    expect(shown(alice)).toMatchObject({
      remote: { aor: aorOf('carol'), displayName: 'Carol' },
      state: { kind: 'early' },
      origin: { referredBy: { displayName: 'Bob' } },
    });
    expect(transferOf(alice.state.calls[0]!)).toBe('remote to Carol: asking');
    expect(carol.call).toMatchObject({
      remote: { displayName: 'Alice' },
      origin: { referredBy: { aor: aorOf('bob'), displayName: 'Bob' } },
    });

    actions(carol).answer?.();
    await network.advance(1_000);
    expect(bob.outcome).toBe('You passed the call with Alice on to Carol.');
    expect(shown(alice)).toMatchObject({
      remote: { displayName: 'Carol' },
      state: { kind: 'confirmed' },
      hold: 'none',
    });
    expect(alice.state.calls).toHaveLength(1);
    expect(carol.call.state.kind).toBe('confirmed');
    await network.advance(60_000);
    carol.phone.commands.hangUp(carol.call.id);
    await network.advance(1_000);
    expect(alice.outcome).toBe('Carol ended the call.');
  });

  test('keeps the picture of a video call', async () => {
    await transfer('carol', { video: true });
    expect(carol.call.video).toBe(true);
    actions(carol).answerWithVideo?.();
    await network.advance(1_000);
    expect(alice.call.media).toMatchObject({ camera: 'live', remoteVideo: 'live' });
    actions(alice).hangUp?.();
    await network.advance(1_000);
  });

  test.each([
    ['declined', 'Carol declined the call. No other address will help, so send a message or try later.'],
    ['cancelled by who was sent', 'The call to Carol was cancelled before it was answered. Call again if you like.'],
  ])('%s: the call comes back, and both hear why', async (how, why) => {
    await transfer();
    if (how === 'declined') actions(carol).decline?.();
    else alice.phone.commands.hangUp(shown(alice).id);
    await network.advance(2_000);
    expect(transferOf(bob.call)).toBe(`local to Carol: ${why}`);
    expect([bob.call.hold, bob.call.changing]).toEqual(['none', undefined]);
    expect(alice.state.calls).toHaveLength(1);
    expect(shown(alice)).toMatchObject({ remote: { displayName: 'Bob' }, state: { kind: 'confirmed' }, hold: 'none' });
    expect(transferOf(shown(alice))).toMatch(/^remote to Carol: /);

    // What went wrong goes when it was read, and with the next thing that is done.
    alice.phone.commands.dismissProblem(alice.call.id);
    expect(alice.call.transfer).toBeUndefined();
    actions(bob).sendDtmf?.('1');
    expect(bob.call.transfer).toBeUndefined();
    actions(alice).hangUp?.();
    await network.advance(1_000);
    expect(bob.outcome).toBe('Alice ended the call.');
  });

  test('nobody there: the call comes back at once, and can be transferred again', async () => {
    await transfer('dave');
    expect(transferOf(bob.call)).toBe('local to Dave: Dave is not signed in at the moment. Try again later.');
    done(bob.phone.commands.transfer(bob.call.id, 'carol'));
    await network.advance(1_000);
    actions(carol).answer?.();
    await network.advance(1_000);
    expect(bob.outcome).toBe('You passed the call with Alice on to Carol.');
    expect(shown(alice).remote.displayName).toBe('Carol');
  });

  test('who was already on hold stays so when it fails', async () => {
    done(alice.phone.commands.call('bob', AUDIO));
    await network.advance(500);
    bob.phone.commands.answer(bob.call.id, AUDIO);
    await network.advance(500);
    actions(bob).hold?.();
    await network.advance(500);
    done(bob.phone.commands.transfer(bob.call.id, 'dave'));
    await network.advance(2_000);
    expect(bob.call).toMatchObject({ hold: 'local', transfer: { state: { kind: 'failed' } } });
  });

  test('who transfers may hang up meanwhile: the other two go on', async () => {
    await transfer();
    actions(bob).hangUp?.();
    await network.advance(500);
    expect(shown(alice)).toMatchObject({ remote: { displayName: 'Carol' }, state: { kind: 'early' } });
    actions(carol).answer?.();
    await network.advance(1_000);
    expect(alice.state.calls).toHaveLength(1);
    expect(shown(alice).state.kind).toBe('confirmed');
  });

  test('to oneself, to the other end, to nonsense, or without a call: it is said at once', async () => {
    done(alice.phone.commands.call('bob', AUDIO));
    await network.advance(500);
    bob.phone.commands.answer(bob.call.id, AUDIO);
    await network.advance(500);
    const ask = (target: string): string => refused(bob.phone.commands.transfer(bob.call.id, target));
    expect(ask('bob')).toBe('This is your own address. Choose someone else.');
    expect(ask('alice')).toBe('Alice is in this call already. Choose somebody else.');
    expect(ask('no such name')).toMatch(/has a space in it/);
    actions(alice).hangUp?.();
    await network.advance(500);
    expect(ask('carol')).toBe('The call has ended, so nobody can be transferred. Call again first.');
  });

  test('a phone that follows no transfers says so, and the call goes on', async () => {
    const { agent } = await network.deskPhone('dave');
    agent.onIncomingCall = (call) => void call.accept({ audio: true, video: false });
    done(bob.phone.commands.call('dave', AUDIO));
    await network.advance(1_000);
    done(bob.phone.commands.transfer(bob.call.id, 'carol'));
    await network.advance(2_000);
    expect(transferOf(bob.call)).toBe(
      'local to Carol: The phone of Dave does not follow transfers (603 Decline). You are still in the call.',
    );
    expect(bob.call).toMatchObject({ state: { kind: 'confirmed' }, hold: 'none' });
    const stopped = agent.stop();
    await network.advance(5_000);
    await stopped;
  });
});

test('an attended transfer by a SIP phone: one follows, and the other takes the new call by itself', async () => {
  const { agent } = await network.deskPhone('dave');
  const media = { audio: true, video: false };
  const toAlice = agent.call(uriOf('alice'), { media });
  await network.advance(500);
  actions(alice).answer?.();
  await network.advance(500);
  const toCarol = agent.call(uriOf('carol'), { media });
  await network.advance(500);
  actions(carol).answer?.();
  await network.advance(500);
  toAlice.transfer(toCarol);
  await network.advance(3_000);
  expect(shown(alice)).toMatchObject({ remote: { displayName: 'Carol' }, state: { kind: 'confirmed' } });
  expect(shown(carol)).toMatchObject({ remote: { displayName: 'Alice' }, state: { kind: 'confirmed' } });
  expect([alice.state.calls.length, carol.state.calls.length]).toEqual([1, 1]);
  expect([toAlice.state.kind, toCarol.state.kind]).toEqual(['terminated', 'terminated']);
  carol.phone.commands.hangUp(carol.call.id);
  const stopped = agent.stop();
  await network.advance(5_000);
  await stopped;
});

test('a stranger who wants somebody called is refused', async () => {
  const { agent } = await network.deskPhone('dave');
  const transferred = agent.refer(uriOf('alice'), uriOf('carol'));
  await network.advance(2_000);
  expect(transferred.state).toMatchObject({ kind: 'failed', why: { status: 603 } });
  expect([alice.state.calls, carol.state.calls]).toEqual([[], []]);
  const stopped = agent.stop();
  await network.advance(5_000);
  await stopped;
});
