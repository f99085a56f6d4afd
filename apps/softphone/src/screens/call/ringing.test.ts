import type { CallSnapshot } from '@sidetone/phone';
import { callFixtures } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { ringing } from './ringing.ts';

const { ringingHere, ringingThere, talkingAudio, busy, trying } = callFixtures;
const earlySound: CallSnapshot = { ...ringingThere, media: { ...ringingThere.media, remoteAudio: 'live' } };

test.each<[string, readonly CallSnapshot[]]>([
  ['silent', []],
  ['silent', [trying]],
  ['silent', [talkingAudio]],
  ['silent', [busy]],
  ['incoming', [ringingHere]],
  ['incoming', [busy, ringingHere]],
  ['knocking', [talkingAudio, ringingHere]],
  ['ringback', [ringingThere]],
  ['silent', [earlySound]],
])('%s', (expected, calls) => {
  expect(ringing({ calls })).toBe(expected);
});
