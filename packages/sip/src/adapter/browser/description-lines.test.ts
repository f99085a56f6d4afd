import { expect, test } from 'vitest';
import { preferPassive } from './description-lines.ts';

const lines = (...more: string[]): string => `${['v=0', ...more].join('\r\n')}\r\n`;

test('an answer is passive where the offer leaves the choice', () => {
  const offer = lines('m=audio', 'a=setup:actpass', 'm=video', 'a=setup:actpass');
  expect(preferPassive(lines('m=audio', 'a=setup:active', 'm=video', 'a=setup:active'), offer)).toBe(
    lines('m=audio', 'a=setup:passive', 'm=video', 'a=setup:passive'),
  );
});

test('an answer keeps its role where the offer has chosen', () => {
  const answer = lines('m=audio', 'a=setup:active');
  expect(preferPassive(answer, lines('m=audio', 'a=setup:passive'))).toBe(answer);
  expect(preferPassive(answer, lines('m=audio', 'a=setup:actpass', 'm=video', 'a=setup:passive'))).toBe(answer);
});
