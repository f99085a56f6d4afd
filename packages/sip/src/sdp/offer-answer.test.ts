import { describe, expect, test } from 'vitest';
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
};

const EXPECTED: Readonly<Record<OfferAnswerState, Readonly<Record<OfferAnswerInput, OfferAnswerState | undefined>>>> = {
  stable: {
    'send-offer': 'local-offer',
    'receive-offer': 'remote-offer',
    'send-answer': undefined,
    'receive-answer': undefined,
    withdrawn: 'stable',
  },
  'local-offer': {
    'send-offer': undefined,
    'receive-offer': undefined,
    'send-answer': undefined,
    'receive-answer': 'stable',
    withdrawn: 'stable',
  },
  'remote-offer': {
    'send-offer': undefined,
    'receive-offer': undefined,
    'send-answer': 'stable',
    'receive-answer': undefined,
    withdrawn: 'stable',
  },
};

describe.each(Object.keys(offerAnswerTable) as OfferAnswerState[])('in %s', (state) => {
  test.each(Object.entries(EXPECTED[state]) as [OfferAnswerInput, OfferAnswerState | undefined][])(
    '%s: %s',
    (input, next) => {
      const machine = new OfferAnswer();
      for (const step of WAY_TO[state]) machine.step(step);
      expect(machine.state).toBe(state);
      expect(machine.step(input)).toBe(next !== undefined);
      expect(machine.state).toBe(next ?? state);
    },
  );
});

test('an offer at the wrong time is refused (RFC 3261 §14.2)', () => {
  expect([statusAgainstOffer('stable'), statusAgainstOffer('local-offer'), statusAgainstOffer('remote-offer')]).toEqual(
    [undefined, 491, 500],
  );
});
