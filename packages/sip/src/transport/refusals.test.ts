import { ManualClock } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { Refusals } from './refusals.ts';

test('remembers an address for a minute', async () => {
  const clock = new ManualClock();
  const refusals = new Refusals(clock);
  const address = { host: '192.0.2.1', port: 5060 };
  expect(refusals.has(address)).toBe(false);
  refusals.note(address);
  expect(refusals.has({ ...address, port: 5061 })).toBe(false);
  await clock.advance(59_999);
  expect(refusals.has({ ...address })).toBe(true);
  await clock.advance(1);
  expect(refusals.has(address)).toBe(false);
});

test('remembers a thousand addresses, the latest', () => {
  const refusals = new Refusals(new ManualClock());
  for (let port = 1; port <= 1001; port += 1) refusals.note({ host: '192.0.2.1', port });
  expect(refusals.has({ host: '192.0.2.1', port: 1 })).toBe(false);
  expect(refusals.has({ host: '192.0.2.1', port: 2 })).toBe(true);
  expect(refusals.has({ host: '192.0.2.1', port: 1001 })).toBe(true);
});
