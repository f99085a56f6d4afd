import { expect, test } from 'vitest';
import { resultLadder } from './result-ladder.ts';

const entry = (from: string, to: string, text: string) => ({ atMs: 0, from, to, protocol: 'WS', text });

test('our first end, the target, our other ends; what failed is marked with its own sentence', () => {
  const { lanes, messages, marks } = resultLadder({
    trace: [
      entry('alice', 'target', 'INVITE sip:bob@biloxi.test SIP/2.0\r\n\r\nJos\u00c3\u00a9'),
      entry('target', 'carol', 'INVITE sip:bob@biloxi.test SIP/2.0\r\n\r\n'),
      entry('target', 'bob', 'INVITE sip:bob@biloxi.test SIP/2.0\r\n\r\n'),
    ],
    judgements: [
      { requirements: ['3261-16.6-01'], holds: true, expected: 'a', came: 'b', at: 0 },
      { requirements: ['3261-16.6-02'], holds: false, expected: 'c', came: 'nothing' },
      { requirements: ['3261-16.6-03'], holds: false, expected: 'd', came: 'e', at: 2 },
    ],
    why: ['expected c', 'expected d'],
  });
  expect(lanes).toEqual(['alice', 'target', 'carol', 'bob']);
  expect(messages[0]?.text).toMatch(/José$/);
  expect(marks).toEqual([{ index: 2, text: 'expected d' }]);
});

test('without a message there is the target alone', () => {
  expect(resultLadder({ trace: [], judgements: [], why: [] })).toEqual({ lanes: ['target'], messages: [], marks: [] });
});
