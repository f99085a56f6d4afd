import { expect, test } from 'vitest';
import { type LadderMessage, type LadderStep, ladderSteps } from './ladder-data.ts';

const message = (atMs: number, text: string, from = 'alice', to = 'target'): LadderMessage => ({
  atMs,
  from,
  to,
  label: text,
  text,
  protocol: 'WS',
});
const lanes = ['alice', 'target'];
const told = (steps: readonly LadderStep[]): readonly string[] =>
  steps.map((step) =>
    step.kind === 'remark'
      ? step.remark.label
      : [step.message.label, step.isRepeated && 'again', step.pause !== 'none' && step.pause, step.marked]
          .filter(Boolean)
          .join(' '),
  );

test('what goes the same way once more is repeated; the same text the other way is not', () => {
  const messages = [
    message(0, 'INVITE'),
    message(500, 'INVITE'),
    message(600, 'INVITE', 'target', 'alice'),
    message(4_000, '200'),
  ];
  expect(told(ladderSteps({ lanes, messages, marks: [{ index: 3, text: 'Expected a 486.' }] }))).toEqual([
    'INVITE',
    'INVITE again short',
    'INVITE',
    '200 long Expected a 486.',
  ]);
});

test('remarks stand where they belong, before, between and after', () => {
  const remarks = [0, 1, 1, 2].map((before, id) => ({ id, before, atMs: 0, label: `remark ${id}` }));
  const messages = [message(0, 'one'), message(1, 'two')];
  const steps = ladderSteps({ lanes, messages, marks: [], remarks });
  expect(told(steps)).toEqual(['remark 0', 'one', 'remark 1', 'remark 2', 'two', 'remark 3']);
  expect(new Set(steps.map(({ key }) => key)).size).toBe(6);
});

test('a message keeps its key when those before it are dropped', () => {
  const messages = [1, 2, 3].map((id) => ({ ...message(id, `${id}`), id }));
  const keys = ladderSteps({ lanes, messages, marks: [] }).map(({ key }) => key);
  expect(ladderSteps({ lanes, messages: messages.slice(1), marks: [] }).map(({ key }) => key)).toEqual(keys.slice(1));
});
