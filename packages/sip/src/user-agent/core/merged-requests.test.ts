import { ManualClock } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { createRequest } from '../../message/sip-request.ts';
import { From } from '../../message/headers/addresses.ts';
import { CSeq } from '../../message/headers/cseq.ts';
import { CallId } from '../../message/headers/words.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import { nameAddr, withTag } from '../../grammar/name-addr.ts';
import { parseUri } from '../../grammar/uri.ts';
import { MergedRequests } from './merged-requests.ts';

const uri = parseUri('sip:a@b');

function arrival(callId: string, branch: string): [request: ReturnType<typeof createRequest>, ServerTransaction] {
  if (!uri.ok) throw new Error('no URI');
  const request = createRequest('MESSAGE', uri.value);
  request.set(From, withTag(nameAddr(uri.value), '1'));
  request.set(CallId, callId);
  request.set(CSeq, { number: 1, method: 'MESSAGE' });
  return [request, { id: branch, request } as ServerTransaction];
}

test('a copy is known for 64 × T1, by its branch', async () => {
  const clock = new ManualClock();
  const merged = new MergedRequests(clock);
  expect(merged.isMerged(...arrival('1', 'a'))).toBe(false);
  expect(merged.isMerged(...arrival('1', 'b'))).toBe(true);
  expect(merged.isMerged(...arrival('1', 'a'))).toBe(false);
  expect(merged.isMerged(...arrival('2', 'b'))).toBe(false);
  await clock.advance(31_999);
  expect(merged.isMerged(...arrival('1', 'c'))).toBe(true);
  await clock.advance(1);
  expect(merged.isMerged(...arrival('1', 'd'))).toBe(false);
});

test('of a flood the newest are remembered', () => {
  const merged = new MergedRequests(new ManualClock());
  for (let i = 0; i < 5000; i += 1) merged.isMerged(...arrival(String(i), 'a'));
  expect(merged.isMerged(...arrival('4999', 'b'))).toBe(true);
  expect(merged.isMerged(...arrival('1000', 'b'))).toBe(true);
  expect(merged.isMerged(...arrival('10', 'b'))).toBe(false);
});

test('many requests at once take no long time', { timeout: 10_000 }, () => {
  const merged = new MergedRequests(new ManualClock());
  const [request, transaction] = arrival('x', 'x');
  let count = 0;
  // Each request is another one.
  request.raw = () => String((count += 1));
  for (let i = 0; i < 50_000; i += 1) merged.isMerged(request, { ...transaction, id: String(i) });
  expect(count).toBe(50_000);
});
