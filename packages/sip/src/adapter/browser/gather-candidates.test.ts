import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gatherCandidates, type GatheringConnection } from './gather-candidates.ts';

const udp = 'candidate:1 1 udp 2113937151 192.0.2.1 40000 typ host';
const tcp = 'candidate:2 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active';

/** What a peer connection tells about its gathering. */
class Gathering extends EventTarget {
  iceGatheringState: RTCIceGatheringState = 'gathering';
  localDescription = { sdp: '' };
  find(candidate: string): void {
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { candidate } }));
  }
  complete(): void {
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
}

let gathering: Gathering;
let doneAt: number | undefined;

function gather(): void {
  const startedAt = Date.now();
  doneAt = undefined;
  void gatherCandidates(gathering as unknown as GatheringConnection).then(() => (doneAt = Date.now() - startedAt));
}

beforeEach(() => {
  vi.useFakeTimers();
  gathering = new Gathering();
});
afterEach(() => void vi.useRealTimers());

test('300 ms after the first candidate of use', async () => {
  gather();
  await vi.advanceTimersByTimeAsync(100);
  gathering.find(tcp);
  await vi.advanceTimersByTimeAsync(100);
  gathering.find(udp);
  await vi.advanceTimersByTimeAsync(200);
  gathering.find(udp);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(doneAt).toBe(500);
});

test('after 1 s in the worst case', async () => {
  gather();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(doneAt).toBe(1_000);
});

test('a late first candidate does not make it longer than 1 s', async () => {
  gather();
  await vi.advanceTimersByTimeAsync(900);
  gathering.find(udp);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(doneAt).toBe(1_000);
});

test('at once when gathering is complete', async () => {
  gather();
  await vi.advanceTimersByTimeAsync(40);
  gathering.complete();
  await vi.advanceTimersByTimeAsync(0);
  expect(doneAt).toBe(40);
  gather();
  await vi.advanceTimersByTimeAsync(0);
  expect(doneAt).toBe(0);
});

test('candidates gathered before count as the first', async () => {
  gathering.localDescription.sdp = `v=0\r\na=${udp}\r\n`;
  gather();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(doneAt).toBe(300);
});
