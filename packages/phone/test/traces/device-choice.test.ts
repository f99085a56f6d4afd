import { afterEach, beforeEach, expect, test } from 'vitest';
import { callActions } from '../../src/commands/call-actions.ts';
import { sentenceText } from '../../src/outcomes/sentence.ts';
import { done, PhoneNetwork, type TestPhone } from '../support/phone-network.ts';
import type { RenderedFakeEndpoint } from '../support/rendered-fake-media.ts';

const BUILT_IN = { kind: 'microphone', id: 'built-in', label: 'Built-in' } as const;
const HEADSET = { kind: 'microphone', id: 'headset', label: 'Headset' } as const;
const CAMERA = { kind: 'camera', id: 'cam', label: 'Camera' } as const;
const SPEAKER = { kind: 'speaker', id: 'out', label: 'Speakers' } as const;

let network: PhoneNetwork;
let alice: TestPhone;
let bob: TestPhone;

beforeEach(async () => {
  network = new PhoneNetwork();
  alice = await network.signedIn('alice');
  bob = await network.signedIn('bob');
});
afterEach(() => network.close());

async function talk(video = false): Promise<RenderedFakeEndpoint> {
  done(alice.phone.commands.call('bob', { video }));
  await network.advance(500);
  bob.phone.commands.answer(bob.call.id, { video });
  await network.advance(500);
  if (alice.media.newest === undefined) throw new Error('no media');
  return alice.media.newest;
}

async function plug(...devices: Parameters<TestPhone['media']['plug']>[0]): Promise<void> {
  alice.media.plug(devices);
  await network.advance(0);
}

test('the list follows what is plugged in', async () => {
  expect(alice.state.devices.list).toEqual([]);
  await plug(BUILT_IN, CAMERA, SPEAKER);
  expect(alice.state.devices.list).toEqual([BUILT_IN, CAMERA, SPEAKER]);
  await plug(BUILT_IN);
  expect(alice.state.devices.list).toEqual([BUILT_IN]);
});

test('a choice before a call is used for the calls to come, and remembered', async () => {
  alice.phone.commands.chooseDevice('microphone', 'headset');
  alice.phone.commands.chooseDevice('speaker', 'out');
  expect(alice.media.choice).toEqual({ microphoneId: 'headset' });
  await network.advance(500);
  const again = network.phone('alice', alice.storage);
  await network.advance(500);
  expect(again.state.devices.chosen).toEqual({ microphone: 'headset', speaker: 'out' });
  expect(again.media.choice).toEqual({ microphoneId: 'headset' });
  again.phone.commands.chooseDevice('microphone', undefined);
  expect(again.media.choice).toEqual({});
});

test('a choice in a call is used at once, and a camera when there will be a picture', async () => {
  const endpoint = await talk();
  alice.phone.commands.chooseDevice('microphone', 'headset');
  alice.phone.commands.chooseDevice('camera', 'cam');
  alice.phone.commands.chooseDevice('speaker', 'out');
  await network.advance(0);
  expect(endpoint.chosen).toEqual([
    { kind: 'microphone', id: 'headset' },
    { kind: 'camera', id: 'cam' },
  ]);
  expect(alice.state.devices).toMatchObject({ microphone: 'ready', camera: 'unknown' });
});

test('a device that cannot be used is told, and the call goes on', async () => {
  const endpoint = await talk(true);
  endpoint.deviceFailure = 'in-use';
  alice.phone.commands.chooseDevice('camera', 'cam');
  await network.advance(0);
  expect(alice.state.devices.camera).toBe('in-use');
  expect(alice.notices).toEqual([expect.stringMatching(/^The camera could not be used/)]);
  expect(alice.call.state.kind).toBe('confirmed');
});

test('the chosen device is used again when it is plugged in again', async () => {
  alice.phone.commands.chooseDevice('microphone', 'headset');
  await plug(BUILT_IN, HEADSET);
  const endpoint = await talk();
  await plug(BUILT_IN);
  endpoint.events.emit('deviceLost', { kind: 'microphone', replacement: 'Built-in' });
  expect(alice.notices).toEqual(['Your microphone was unplugged. Built-in is used now.']);
  expect(endpoint.chosen).toEqual([]);
  await plug(BUILT_IN, HEADSET);
  expect(endpoint.chosen).toEqual([{ kind: 'microphone', id: 'headset' }]);
});

test('without a microphone a call only listens, says so, and is mended by plugging one in', async () => {
  alice.media.microphoneProblem = 'no-device';
  const endpoint = await talk();
  expect(alice.call).toMatchObject({ state: { kind: 'confirmed' }, media: { microphone: 'absent' } });
  expect(alice.call.receiveOnly && sentenceText(alice.call.receiveOnly)).toBe(
    'No microphone was found, so Bob cannot hear you. Connect one, and choose it under devices.',
  );
  expect(alice.state.devices.microphone).toBe('absent');
  expect(callActions(alice.call, alice.phone.commands)).not.toHaveProperty('mute');
  await plug(BUILT_IN);
  expect(endpoint.chosen).toEqual([{ kind: 'microphone', id: undefined }]);
  expect(alice.call.media.microphone).toBe('live');
  expect(alice.call).not.toHaveProperty('receiveOnly');
  expect(alice.state.devices.microphone).toBe('ready');
});

test('while a call rings, its media is made ready', async () => {
  done(alice.phone.commands.call('bob', { video: false }));
  await network.advance(500);
  expect([bob.media.prepared, bob.media.endpoints.length]).toEqual([1, 0]);
  bob.phone.commands.answer(bob.call.id, { video: false });
  await network.advance(500);
  expect([bob.media.prepared, bob.media.endpoints.length]).toEqual([1, 1]);
});

test('before the first call the person can be asked, so that the devices have names', async () => {
  alice.phone.commands.askForDevices();
  alice.media.plug([BUILT_IN, CAMERA]);
  await network.advance(0);
  expect(alice.state.devices).toMatchObject({ microphone: 'ready', camera: 'ready', list: [BUILT_IN, CAMERA] });
  expect(alice.media.openCount).toBe(0);
  bob.media.failure = 'denied';
  bob.phone.commands.askForDevices();
  await network.advance(0);
  expect(bob.state.devices.microphone).toBe('denied');
});
