import { expect, test } from 'vitest';
import {
  OfferAnswer,
  type OfferAnswerInput,
  type OfferAnswerState,
  offerAnswerTable,
  statusAgainstOffer,
} from './offer-answer.ts';

const WAY_TO: Readonly<Record<OfferAnswerState, readonly OfferAnswerInput[]>> = {
  stable: [],
  'local-offer': ['send-offer'],
  'remote-offer': ['receive-offer'],
  answered: ['receive-offer', 'send-invite-answer'],
};

type Expectation = readonly [OfferAnswerState, OfferAnswerInput, OfferAnswerState | undefined];

/** RFC 3264 §4: one offer at a time. RFC 3311 §5.1: none of ours while our answer to INVITE is not acknowledged. */
const EXPECTED: readonly Expectation[] = [
  ['stable', 'send-offer', 'local-offer'],
  ['stable', 'receive-offer', 'remote-offer'],
  ['stable', 'send-answer', undefined],
  ['stable', 'send-invite-answer', undefined],
  ['stable', 'receive-answer', undefined],
  ['stable', 'acknowledged', 'stable'],
  ['stable', 'withdrawn', 'stable'],
  ['local-offer', 'send-offer', undefined],
  ['local-offer', 'receive-offer', undefined],
  ['local-offer', 'send-answer', undefined],
  ['local-offer', 'send-invite-answer', undefined],
  ['local-offer', 'receive-answer', 'stable'],
  ['local-offer', 'acknowledged', undefined],
  ['local-offer', 'withdrawn', 'stable'],
  ['remote-offer', 'send-offer', undefined],
  ['remote-offer', 'receive-offer', undefined],
  ['remote-offer', 'send-answer', 'stable'],
  ['remote-offer', 'send-invite-answer', 'answered'],
  ['remote-offer', 'receive-answer', undefined],
  ['remote-offer', 'acknowledged', undefined],
  ['remote-offer', 'withdrawn', 'stable'],
  ['answered', 'send-offer', undefined],
  ['answered', 'receive-offer', 'remote-offer'],
  ['answered', 'send-answer', undefined],
  ['answered', 'send-invite-answer', undefined],
  ['answered', 'receive-answer', undefined],
  ['answered', 'acknowledged', 'stable'],
  ['answered', 'withdrawn', 'stable'],
];

test.each(EXPECTED)('in %s, %s leads to %s', (state, input, next) => {
  const machine = new OfferAnswer();
  for (const step of WAY_TO[state]) machine.step(step);
  expect(machine.state).toBe(state);
  expect(machine.step(input)).toBe(next !== undefined);
  expect(machine.state).toBe(next ?? state);
});

test('every cell is expected', () => {
  const inputs = new Set(Object.values(offerAnswerTable).flatMap((row) => Object.keys(row)));
  expect(EXPECTED).toHaveLength(Object.keys(offerAnswerTable).length * inputs.size);
});

test('an offer at the wrong time is refused (RFC 3261 §14.2)', () => {
  const states = ['stable', 'answered', 'local-offer', 'remote-offer'] as const;
  expect(states.map(statusAgainstOffer)).toEqual([undefined, undefined, 491, 500]);
});
