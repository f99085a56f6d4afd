import type { ChatMessageSnapshot } from '@sidetone/phone';
import { expect, test } from 'vitest';
import { chatDays } from './chat-days.ts';

const noon = new Date(2026, 0, 15, 12).getTime();
const minute = 60_000;
const said = (id: string, atMinute: number, direction: 'incoming' | 'outgoing' = 'incoming'): ChatMessageSnapshot => {
  const common = { id, at: noon + atMinute * minute, text: id };
  return direction === 'incoming' ? { direction, ...common } : { direction, ...common, delivery: { kind: 'sending' } };
};
const shape = (messages: readonly ChatMessageSnapshot[]) =>
  chatDays(messages).map(({ key, runs }) => [key, runs.map((run) => run.messages.map(({ id }) => id).join('+'))]);

test('nothing said has no day', () => {
  expect(chatDays([])).toEqual([]);
});

test('a run ends with the other side, with a pause, and with the day', () => {
  expect(
    shape([
      said('a', 0),
      said('b', 4),
      said('c', 5, 'outgoing'),
      said('d', 6),
      said('e', 11),
      said('f', 12 * 60 - 1),
      said('g', 12 * 60),
    ]),
  ).toEqual([
    ['2026-01-15', ['a+b', 'c', 'd', 'e', 'f']],
    ['2026-01-16', ['g']],
  ]);
});
