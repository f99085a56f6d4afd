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
    ['talkingAudio', ['addVideo', 'hangUp', 'hold', 'mute', 'sendDtmf', 'transfer']],
    ['talkingVideo', ['cameraOff', 'dropVideo', 'hangUp', 'hold', 'mute', 'sendDtmf', 'transfer']],
    ['muted', ['cameraOn', 'dropVideo', 'hangUp', 'hold', 'sendDtmf', 'transfer', 'unmute']],
    // The last wish counts: it can be taken back before it is done.
    ['holding', ['hangUp', 'mute', 'resume', 'sendDtmf', 'transfer']],
    ['resuming', ['hangUp', 'hold', 'mute', 'transfer']],
    ['held', ['hangUp', 'mute', 'resume', 'transfer']],
    ['heldByBoth', ['hangUp', 'mute', 'resume', 'transfer']],
    ['heldByThem', ['hangUp', 'hold', 'mute', 'transfer']],
    ['addingVideo', ['hangUp', 'hold', 'mute', 'sendDtmf', 'transfer']],
    ['receiveOnly', ['addVideo', 'hangUp', 'hold', 'sendDtmf', 'transfer']],
    ['transferAsking', ['hangUp', 'mute']],
    ['transferFailed', ['addVideo', 'hangUp', 'hold', 'mute', 'sendDtmf', 'transfer']],
    ['hungUp', ['dismiss', 'redial']],
  ] as const)('%s', (name, expected) => {
    expect(actionsOf(name)).toEqual(expected);
  });

  test('an action runs its command', () => {
    const phone = fixturePhone(stateFixtures.signedIn);
    callActions(callFixtures.muted, phone.commands).unmute?.();
    callActions(callFixtures.ringingHere, phone.commands).answerWithVideo?.();
    callActions(callFixtures.busy, phone.commands).redial?.();
    callActions(callFixtures.talkingAudio, phone.commands).hold?.();
    callActions(callFixtures.held, phone.commands).resume?.();
    callActions(callFixtures.talkingAudio, phone.commands).addVideo?.();
    callActions(callFixtures.talkingVideo, phone.commands).dropVideo?.();
    callActions(callFixtures.talkingVideo, phone.commands).sendDtmf?.('1#');
    callActions(callFixtures.held, phone.commands).transfer?.('carol');
    expect(phone.given).toEqual([
      ['setMuted', 'call-1', 'audio', false],
      ['answer', 'call-2', { video: true }],
      ['call', 'sip:bob@example.com', { video: true }],
      ['hold', 'call-1'],
      ['resume', 'call-1'],
      ['addVideo', 'call-1'],
      ['dropVideo', 'call-1'],
      ['sendDtmf', 'call-1', '1#'],
      ['transfer', 'call-1', 'carol'],
    ]);
  });
});
