import type { IncomingCall } from '@sidetone/sip';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callActions } from '../../src/commands/call-actions.ts';
import { sentenceText } from '../../src/outcomes/sentence.ts';
import { aorOf, done, PhoneNetwork, refused, type TestPhone, uriOf } from '../support/phone-network.ts';

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
  // On every path the devices are released.
  const open = alice.media.openCount + bob.media.openCount;
  if (open > 0) throw new Error(`${open} media endpoints were left open`);
});

/** Alice calls Bob, and it rings there. */
async function ring(options = VIDEO): Promise<string> {
  const id = done(alice.phone.commands.call('bob', options));
  await network.advance(500);
  return id;
}

async function talk(options = VIDEO): Promise<string> {
  const id = await ring(options);
  bob.phone.commands.answer(bob.call.id, options);
  await network.advance(500);
  return id;
}

test('a video call: rings, is answered, is muted, is hung up', async () => {
  const id = done(alice.phone.commands.call('bob', VIDEO));
  expect(alice.call).toMatchObject({ id, direction: 'outgoing', video: true, state: { kind: 'preparing' } });
  await network.advance(500);
  expect(alice.call).toMatchObject({
    remote: { aor: aorOf('bob'), displayName: 'Bob' },
    state: { kind: 'early', status: 180 },
    media: { microphone: 'live', camera: 'live' },
  });
  expect(bob.call).toMatchObject({
    direction: 'incoming',
    remote: { aor: aorOf('alice'), displayName: 'Alice' },
    video: true,
    state: { kind: 'early', status: 180 },
  });

  bob.phone.commands.answer(bob.call.id, VIDEO);
  await network.advance(500);
  for (const { call } of [alice, bob]) {
    expect(call.state.kind).toBe('confirmed');
    expect(call.media).toEqual({
      microphone: 'live',
      camera: 'live',
      remoteAudio: 'live',
      remoteVideo: 'live',
      connection: 'connected',
    });
  }
  expect(alice.phone.mediaStreams(id)).toEqual({ local: {}, remote: {} });

  callActions(alice.call, alice.phone.commands).mute?.();
  callActions(alice.call, alice.phone.commands).cameraOff?.();
  expect(alice.call.media).toMatchObject({ microphone: 'muted', camera: 'off' });
  expect(alice.media.newest?.muted).toEqual(new Set(['audio', 'video']));
  callActions(alice.call, alice.phone.commands).unmute?.();
  expect(alice.call.media).toMatchObject({ microphone: 'live', camera: 'off' });

  await network.advance(60_000);
  callActions(bob.call, bob.phone.commands).hangUp?.();
  await network.advance(500);
  expect([alice.outcome, bob.outcome]).toEqual(['Bob ended the call.', 'You ended the call with Alice.']);
  const { state } = alice.call;
  expect(state.kind === 'terminated' && state.at - (state.outcome.answeredAt ?? 0)).toBeGreaterThanOrEqual(60_000);
  expect(alice.phone.mediaStreams(id)).toEqual({});
  expect(JSON.parse(JSON.stringify(alice.state))).toEqual(alice.state);

  callActions(alice.call, alice.phone.commands).dismiss?.();
  expect(alice.state.calls).toEqual([]);
});

test('an audio call answered with audio opens no camera', async () => {
  await talk(AUDIO);
  expect(alice.call.media).toMatchObject({ camera: 'absent', remoteVideo: 'absent' });
  expect(bob.call).toMatchObject({ video: false, media: { camera: 'absent' } });
  expect(callActions(bob.call, bob.phone.commands).cameraOn).toBeUndefined();
});

test('an audio call has no place for a picture, even when one asks for it', async () => {
  await ring(AUDIO);
  bob.phone.commands.answer(bob.call.id, VIDEO);
  await network.advance(500);
  expect(bob.call.media.camera).toBe('absent');
});

describe('a call that does not come about says why', () => {
  test('declined', async () => {
    await ring();
    bob.phone.commands.reject(bob.call.id);
    await network.advance(500);
    expect(alice.outcome).toMatch(/^Bob declined the call. No other/);
    expect(bob.call.state).toMatchObject({ outcome: { tone: 'neutral' } });
    expect(bob.notices).toEqual([]);
  });

  test('cancelled', async () => {
    const id = await ring();
    alice.phone.commands.hangUp(id);
    await network.advance(500);
    expect(alice.outcome).toBe('You hung up before Bob answered.');
    expect(bob.call.state).toMatchObject({ kind: 'terminated', outcome: { tone: 'missed' } });
    expect(bob.notices).toEqual(['You missed a call from Alice. Call back when you like.']);
    expect(bob.state.notices[0]?.about).toBe(aorOf('alice'));
  });

  test('no answer', async () => {
    await ring();
    await network.advance(61_000);
    expect(alice.outcome).toMatch(/^Bob did not answer/);
    expect(bob.notices).toEqual(['You missed a call from Alice. Call back when you like.']);
  });

  test('busy with another call', async () => {
    await talk();
    const carol = await network.signedIn('carol');
    done(carol.phone.commands.call('bob', AUDIO));
    await network.advance(500);
    expect(carol.outcome).toBe('Bob is busy. Try again later, or send a message.');
    expect(carol.call.state).toMatchObject({ outcome: { status: 486, tone: 'failed' } });
    expect(bob.notices).toEqual(['Carol called while you were on another call. Call back when you like.']);
    expect(bob.state.calls).toHaveLength(1);
    expect(bob.call.state.kind).toBe('confirmed');
  });

  test('not signed in', async () => {
    done(alice.phone.commands.call('carol', AUDIO));
    await network.advance(1_000);
    expect(alice.outcome).toBe('Carol is not signed in at the moment. Try again later.');
  });

  test('nobody of that name', async () => {
    done(alice.phone.commands.call('zoe', AUDIO));
    await network.advance(1_000);
    expect(alice.outcome).toBe('There is nobody called zoe here. Check the address, and call again.');
  });

  test.each([
    ['no-device', 'No microphone was found. Connect one, and call again.', 'absent'],
    ['denied', 'The browser may not use the microphone. Allow it in the address bar, and call again.', 'denied'],
    ['in-use', 'Another program is using the microphone. Close it, and call again.', 'in-use'],
    ['insecure', /only to a secure page/, 'denied'],
  ] as const)('a microphone that is %s', async (failure, why, device) => {
    alice.media.failure = failure;
    done(alice.phone.commands.call('bob', AUDIO));
    await network.advance(500);
    expect(alice.outcome).toMatch(why);
    expect(alice.state.devices.microphone).toBe(device);
    expect(bob.state.calls).toEqual([]);
  });

  test('no microphone at the called end', async () => {
    await ring();
    bob.media.failure = 'no-device';
    bob.phone.commands.answer(bob.call.id, VIDEO);
    await network.advance(1_000);
    expect(bob.outcome).toMatch(/^No microphone was found/);
    expect(alice.outcome).toMatch(/^Bob cannot take the call at the moment/);
  });

  test('the server does not answer', async () => {
    await network.stopServer();
    done(alice.phone.commands.call('bob', AUDIO));
    await network.advance(40_000);
    expect(alice.outcome).toMatch(/^Neither a server nor the phone of Bob answered in time/);
  });
});

test('a person who is asked for permission can hang up meanwhile', async () => {
  let allow = (): void => undefined;
  alice.media.permission = new Promise((resolve) => (allow = resolve));
  const id = done(alice.phone.commands.call('bob', VIDEO));
  await network.advance(5_000);
  expect(alice.call.state.kind).toBe('preparing');
  expect(Object.keys(callActions(alice.call, alice.phone.commands))).toEqual(['hangUp']);
  alice.phone.commands.hangUp(id);
  expect(alice.outcome).toBe('You hung up before Bob answered.');
  allow();
  await network.advance(500);
  expect(alice.media.openCount).toBe(0);
  expect(bob.state.calls).toEqual([]);
});

test('without a camera the call goes on, and a notice tells why', async () => {
  alice.media.cameraProblem = 'no-device';
  await talk();
  expect(alice.call.media).toMatchObject({ microphone: 'live', camera: 'absent' });
  expect(alice.state.devices).toMatchObject({ microphone: 'ready', camera: 'absent' });
  expect(alice.notices).toEqual([
    'No camera was found, so the call is without your picture. Connect one to use video.',
  ]);
});

test('one call at a time, and none to oneself, to nobody, or without a connection', async () => {
  expect(refused(alice.phone.commands.call('alice', AUDIO))).toBe('This is your own address. Choose someone else.');
  expect(refused(alice.phone.commands.call('  ', AUDIO))).toBe('Type a name, an address or a number to call.');
  await ring();
  expect(refused(alice.phone.commands.call('carol', AUDIO))).toBe('You are already in a call. Hang up first.');
  expect(refused(network.phone('x').phone.commands.call('bob', AUDIO))).toMatch(/^You are not signed in/);
  const carol = await network.signedIn('carol');
  await network.cut(carol);
  expect(refused(carol.phone.commands.call('bob', AUDIO))).toMatch(/^There is no connection to the server/);
});

test('a call placed after another takes its place on the screen', async () => {
  const first = await ring();
  alice.phone.commands.dismissCall(first);
  expect(alice.state.calls).toHaveLength(1);
  alice.phone.commands.hangUp(first);
  await network.advance(500);
  const second = await ring(AUDIO);
  expect(alice.state.calls.map(({ id }) => id)).toEqual([second]);
});

test('a call answered at the desk phone stops ringing in the browser, and is not missed', async () => {
  const desk = await network.deskPhone('bob');
  const calls: IncomingCall[] = [];
  desk.agent.onIncomingCall = (call) => void calls.push(call);
  await ring(AUDIO);
  expect(bob.call.state.kind).toBe('early');
  await Promise.all([calls[0]?.accept({ audio: true, video: false }), network.advance(1_000)]);
  expect(alice.call.state.kind).toBe('confirmed');
  expect(bob.outcome).toBe('You answered the call from Alice on another device.');
  expect(bob.notices).toEqual(['You answered the call from Alice on another device.']);
  alice.phone.commands.hangUp(alice.call.id);
  await Promise.all([desk.agent.stop(), network.advance(3_000)]);
});

test('who calls is named as in the own list', async () => {
  bob.phone.commands.removeBuddy(aorOf('alice'));
  done(bob.phone.commands.addBuddy('alice', 'Al from next door'));
  await ring(AUDIO);
  expect(bob.call.remote.displayName).toBe('Al from next door');
});

test('signing out ends the call at both ends', async () => {
  await talk();
  alice.phone.commands.signOut();
  await network.advance(3_000);
  expect(bob.outcome).toBe('Alice ended the call.');
  expect(alice.state.calls).toEqual([]);
});

describe('media that is lost', () => {
  test('is looked for on a new path by the end that called, then offered anew; and a mute stays', async () => {
    const id = await talk(AUDIO);
    alice.phone.commands.setMuted(id, 'audio', true);
    const before = [alice.media.newest, bob.media.newest];
    for (const endpoint of before) endpoint?.events.emit('connection', 'failed');
    await network.advance(2_000);
    expect([alice.media.newest, bob.media.newest]).toEqual(before);
    expect(alice.call.media.connection).toBe('connected');

    before[0]!.isCutOff = true;
    for (const endpoint of before) endpoint?.events.emit('connection', 'failed');
    await network.advance(16_000);
    expect(alice.media.newest).not.toBe(before[0]);
    expect(bob.media.newest).not.toBe(before[1]);
    expect(alice.call).toMatchObject({
      state: { kind: 'confirmed' },
      media: { connection: 'connected', microphone: 'muted' },
    });
    expect(alice.media.openCount).toBe(1);
    expect(bob.call.media.connection).toBe('connected');
  });

  test('is offered by the called end when the calling one does not notice', async () => {
    await talk(AUDIO);
    bob.media.newest?.events.emit('connection', 'failed');
    await network.advance(3_000);
    expect(bob.media.endpoints).toHaveLength(1);
    expect(bob.call.media.connection).toBe('failed');
    await network.advance(3_000);
    expect(bob.call.media.connection).toBe('connected');
  });

  test('may come back by itself', async () => {
    await talk(AUDIO);
    alice.media.newest?.events.emit('connection', 'disconnected');
    expect(alice.call.media.connection).toBe('disconnected');
    await network.advance(3_000);
    alice.media.newest?.events.emit('connection', 'connected');
    await network.advance(20_000);
    expect(alice.media.endpoints).toHaveLength(1);
  });

  test('is not given up while an attempt takes its time', async () => {
    await talk(AUDIO);
    let allow = (): void => undefined;
    alice.media.permission = new Promise((resolve) => (allow = resolve));
    const before = alice.media.newest;
    before!.isCutOff = true;
    before?.events.emit('connection', 'failed');
    await network.advance(15_500);
    // Until the devices are open, the old endpoint goes on telling what it sees.
    for (let i = 0; i < 8; i += 1) {
      await network.advance(100);
      before?.events.emit('media', undefined);
    }
    allow();
    await network.advance(5_000);
    expect(alice.media.endpoints).toHaveLength(2);
    expect(alice.call).toMatchObject({ state: { kind: 'confirmed' }, media: { connection: 'connected' } });
  });

  test('ends the call when no way is found, and says so', async () => {
    await talk(AUDIO);
    // No endpoint from now on gets through.
    alice.media.isCutOff = true;
    alice.media.newest!.isCutOff = true;
    alice.media.newest?.events.emit('connection', 'failed');
    await network.advance(60_000);
    expect(alice.media.endpoints).toHaveLength(3);
    expect(alice.outcome).toMatch(/found no way between you and Bob/);
    expect(alice.call.state).toMatchObject({ outcome: { tone: 'failed' } });
    expect(bob.outcome).toBe('Alice ended the call.');
  });
});

test('progress of a call is told in words', async () => {
  const desk = await network.deskPhone('dave');
  desk.agent.onIncomingCall = (call) => call.ring();
  done(alice.phone.commands.call(`sip:${uriOf('dave').user ?? ''}@example.test`, AUDIO));
  await network.advance(500);
  const { state } = alice.call;
  expect(state.kind === 'early' && state.progress && sentenceText(state.progress)).toBe(
    'It is ringing at Dave. Please wait.',
  );
  alice.phone.commands.hangUp(alice.call.id);
  await Promise.all([desk.agent.stop(), network.advance(3_000)]);
});
