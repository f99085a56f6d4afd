import { expect, test } from 'vitest';
import type { TraceEvent } from './trace.ts';
import { TraceRing } from './trace-ring.ts';

const note = (text: string): TraceEvent => ({ kind: 'note', at: 0, layer: 'test', text });

test('keeps the last events in order', () => {
  const ring = new TraceRing(3);
  for (const text of ['a', 'b', 'c', 'd', 'e']) ring.record(note(text));
  expect(ring.events()).toEqual([note('c'), note('d'), note('e')]);
  ring.clear();
  ring.record(note('f'));
  expect(ring.events()).toEqual([note('f')]);
});

test('hands new events to its subscribers', () => {
  const ring = new TraceRing(1);
  const seen: TraceEvent[] = [];
  const off = ring.subscribe((event) => seen.push(event));
  ring.record(note('a'));
  off();
  ring.record(note('b'));
  expect(seen).toEqual([note('a')]);
});

test('refuses a capacity of nothing', () => {
  expect(() => new TraceRing(0)).toThrow(RangeError);
});
