import { describe, expect, test } from 'vitest';
import { callFixtures } from '../fixtures/call-fixtures.ts';
import { fixturePhone } from '../fixtures/fixture-phone.ts';
import { stateFixtures } from '../fixtures/state-fixtures.ts';
import { callActions } from './call-actions.ts';

const actionsOf = (name: keyof typeof callFixtures) =>
  Object.keys(callActions(callFixtures[name], fixturePhone(stateFixtures.signedIn).commands)).toSorted();

describe('an action that is not available is absent', () => {
  test.each([
    ['preparing', ['hangUp']],
    ['trying', ['cameraOff', 'hangUp', 'mute']],
    ['ringingThere', ['cameraOff', 'hangUp', 'mute']],
    ['ringingHere', ['answer', 'answerWithVideo', 'decline']],
    ['ringingHereAudio', ['answer', 'decline']],
    ['answering', ['hangUp']],
    ['talkingAudio', ['hangUp', 'mute']],
    ['muted', ['cameraOn', 'hangUp', 'unmute']],
    ['hungUp', ['dismiss', 'redial']],
  ] as const)('%s', (name, expected) => {
    expect(actionsOf(name)).toEqual(expected);
  });

  test('an action runs its command', () => {
    const phone = fixturePhone(stateFixtures.signedIn);
    callActions(callFixtures.muted, phone.commands).unmute?.();
    callActions(callFixtures.ringingHere, phone.commands).answerWithVideo?.();
    callActions(callFixtures.busy, phone.commands).redial?.();
    expect(phone.given).toEqual([
      ['setMuted', 'call-1', 'audio', false],
      ['answer', 'call-2', { video: true }],
      ['call', 'sip:bob@example.com', { video: true }],
    ]);
  });
});
