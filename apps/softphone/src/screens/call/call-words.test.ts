import { sentenceText } from '@sidetone/phone';
import { callFixtures } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { setUpTexts } from '../../i18n/setup.ts';
import { callWords } from './call-words.ts';

const { t } = setUpTexts();

test.each([
  ['preparing', 'Opening your microphone…'],
  ['trying', 'Calling…'],
  ['ringingThere', 'It is ringing at Bob Brown. Please wait.'],
  ['ringingHere', 'Ringing…'],
  ['answering', 'Connecting…'],
  ['talkingAudio', undefined],
  ['interrupted', 'Sound and picture are interrupted. Bringing them back…'],
  ['busy', 'Bob Brown is busy. Try again later, or send a message.'],
] as const)('%s is told as %j', (name, expected) => {
  expect(callWords(callFixtures[name], t, sentenceText)).toBe(expected);
});
