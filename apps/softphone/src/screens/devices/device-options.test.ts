import { devicesFixtures } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { setUpTexts } from '../../i18n/setup.ts';
import { deviceOptions } from './device-options.ts';

const { t } = setUpTexts();
const labels = (name: keyof typeof devicesFixtures, kind: 'microphone' | 'camera' | 'speaker'): string[] =>
  deviceOptions(devicesFixtures[name], kind, t).map(({ label }) => label);

test('the devices of one kind, after the choice to leave it to the system', () => {
  expect(labels('several', 'speaker')).toEqual(['As the system chooses', 'Built-in speakers', 'Headset']);
  expect(labels('none', 'camera')).toEqual(['As the system chooses']);
});

test('what the browser lists as the default is not there twice', () => {
  const list = [{ kind: 'speaker', id: 'default', label: 'Default' } as const];
  expect(deviceOptions({ ...devicesFixtures.none, list }, 'speaker', t)).toHaveLength(1);
});

test('a device without a name is counted', () => {
  expect(labels('unnamed', 'camera')).toEqual(['As the system chooses', 'Camera 1']);
});

test('what is chosen and not plugged in stays chosen', () => {
  const options = deviceOptions(devicesFixtures.unplugged, 'speaker', t);
  expect(options.at(-1)).toEqual({ value: 'out-2', label: 'Your choice, not plugged in' });
  // As long as nothing is listed nobody knows whether it is.
  expect(labels('unasked', 'microphone')).toEqual(['As the system chooses', 'Your choice']);
});
