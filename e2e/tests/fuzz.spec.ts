import { expect, test } from '@playwright/test';
import { fuzz } from '../fuzz/fuzz.ts';
import { verdicts } from '../fuzz/verdicts.ts';

// The short form of `pnpm fuzz`.

test('twenty thousand mutated messages to a running server, gateway and user agent', async () => {
  // Under a minute on a machine of its own.
  test.setTimeout(300_000);
  // What is measured when warm has a few transactions in it that have ended at the end.
  const report = await fuzz({ messages: 20_000, seed: 7, warmUp: 4000, restMs: { warm: 0, end: 33_000 } });
  expect(verdicts(report).filter(({ isGood }) => !isGood)).toEqual([]);
});
