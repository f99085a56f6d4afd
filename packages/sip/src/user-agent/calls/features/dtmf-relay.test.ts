import { describe, expect, test } from 'vitest';
import { DTMF_RELAY_TYPE, DTMF_TYPE, parseDtmf, writeDtmfRelay } from './dtmf-relay.ts';

describe('application/dtmf-relay', () => {
  test.each('0 1 2 3 4 5 6 7 8 9 * # A B C D !'.split(' '))('a %s is read as it is written', (tone) => {
    expect(parseDtmf(DTMF_RELAY_TYPE, writeDtmfRelay({ tone, durationMs: 160 }))).toEqual({ tone, durationMs: 160 });
  });

  test.each([
    ['spaces around the sign', 'Signal= 5\r\nDuration = 160\r\n', '5', 160],
    ['bare line feeds and small letters', 'signal=d\nduration=90', 'D', 90],
    ['no duration', 'Signal=1\r\n', '1', 250],
    ['a duration that is none', 'Signal=1\r\nDuration=-5\r\n', '1', 250],
    ['a duration beyond all measure', 'Signal=1\r\nDuration=1e9', '1', 8191],
    ['an event code', 'Signal=10\r\nDuration=160', '*', 160],
    ['the event code of a hook flash', 'Signal=16', '!', 250],
  ])('%s', (_what, body, tone, durationMs) => {
    expect(parseDtmf(DTMF_RELAY_TYPE, body)).toEqual({ tone, durationMs });
  });

  test.each(['', '5', 'Signal=', 'Signal=17', 'Signal=55', 'Signal=x', 'Duration=160', `Signal${'='.repeat(70_000)}`])(
    'no tone: %.20s',
    (body) => {
      expect(parseDtmf(DTMF_RELAY_TYPE, body)).toBeUndefined();
    },
  );
});

test.each([
  ['5', '5'],
  [' #\r\n', '#'],
  ['Signal=9\r\nDuration=250\r\n', '9'],
  ['11', '#'],
  ['hello', undefined],
])('application/dtmf: %j', (body, tone) => {
  expect(parseDtmf(DTMF_TYPE, body)?.tone).toBe(tone);
});
