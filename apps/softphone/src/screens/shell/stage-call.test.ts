import type { CallSnapshot } from '@sidetone/phone';
import { callFixtures, stateFixtures } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { selectStageCall } from './stage-call.ts';

const stage = (...calls: CallSnapshot[]) => selectStageCall({ ...stateFixtures.signedIn, calls });
const incoming = (call: CallSnapshot): CallSnapshot => ({ ...call, direction: 'incoming' });

test.each(['trying', 'ringingThere', 'talkingAudio', 'answering', 'hungUp', 'busy'] as const)('shows %s', (name) => {
  expect(stage(callFixtures[name])).toBe(callFixtures[name]);
});

test('a call that rings here has a card of its own', () => {
  expect(stage(callFixtures.ringingHere)).toBeUndefined();
});

test('of calls that came in, only one that was answered or that broke has an outcome to tell', () => {
  expect(stage(callFixtures.missed)).toBeUndefined();
  expect(stage(incoming(callFixtures.hungUp))).toBeDefined();
  expect(stage(incoming(callFixtures.noMicrophone))).toBeDefined();
});
