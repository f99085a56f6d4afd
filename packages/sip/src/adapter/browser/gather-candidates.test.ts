import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CandidateGathering } from './gather-candidates.ts';

const udp = 'candidate:1 1 udp 2113937151 192.0.2.1 40000 typ host';
const relay = 'candidate:3 1 udp 41885439 198.51.100.1 50000 typ relay raddr 192.0.2.1 rport 40000';
const tcp = 'candidate:2 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active';

/** What a peer connection tells about its gathering. */
class Gathering extends EventTarget {
  iceGatheringState: RTCIceGatheringState = 'gathering';
  localDescription = { sdp: '' };
  constructor() {
    super();
    this.begin('one1');
  }
  begin(ufrag: string): void {
    const lines = ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=mid:0', `a=ice-ufrag:${ufrag}`, 'a=ice-pwd:secret'];
    this.localDescription.sdp = `${lines.join('\r\n')}\r\n`;
  }
  find(candidate: string): void {
    this.localDescription.sdp += `a=${candidate}\r\n`;
    this.dispatchEvent(new Event('icecandidate'));
  }
  complete(): void {
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
}

let platform: Gathering;
let gathering: CandidateGathering;
let doneAt: number | undefined;
let description: string | undefined;
let told: { fragment: string; isLast: boolean; atMs: number }[];
let startedAt: number;

function gather(): void {
  startedAt = Date.now();
  doneAt = undefined;
  void gathering.description().then((sdp) => {
    doneAt = Date.now() - startedAt;
    description = sdp;
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  platform = new Gathering();
  told = [];
  gathering = new CandidateGathering(platform, (fragment, isLast) =>
    told.push({ fragment, isLast, atMs: Date.now() - startedAt }),
  );
});
afterEach(() => void vi.useRealTimers());

describe('a description leaves', () => {
  test('300 ms after the first candidate of use', async () => {
    gather();
    await vi.advanceTimersByTimeAsync(100);
    platform.find(tcp);
    await vi.advanceTimersByTimeAsync(100);
    platform.find(udp);
    await vi.advanceTimersByTimeAsync(200);
    platform.find(relay);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(doneAt).toBe(500);
    expect(description).toContain(relay);
    expect(description).not.toContain('end-of-candidates');
  });

  test('after 1 s in the worst case', async () => {
    gather();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(doneAt).toBe(1_000);
  });

  test('a late first candidate does not make it longer than 1 s', async () => {
    gather();
    await vi.advanceTimersByTimeAsync(900);
    platform.find(udp);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(doneAt).toBe(1_000);
  });

  test('at once when gathering is complete, and says so', async () => {
    gather();
    await vi.advanceTimersByTimeAsync(40);
    platform.find(udp);
    platform.complete();
    await vi.advanceTimersByTimeAsync(0);
    expect(doneAt).toBe(40);
    expect(description).toMatch(/typ host\r\na=end-of-candidates\r\n$/);
    gather();
    await vi.advanceTimersByTimeAsync(0);
    expect(doneAt).toBe(0);
  });

  test('candidates gathered before count as the first', async () => {
    platform.find(udp);
    gather();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(doneAt).toBe(300);
  });

  test('a restart waits anew, although the state still says complete', async () => {
    platform.find(udp);
    platform.complete();
    platform.begin('two2');
    gather();
    await vi.advanceTimersByTimeAsync(50);
    expect(doneAt).toBeUndefined();
    platform.iceGatheringState = 'gathering';
    platform.find(udp);
    platform.complete();
    await vi.advanceTimersByTimeAsync(0);
    expect(doneAt).toBe(50);
  });

  test('at once when the call ends', async () => {
    gather();
    await vi.advanceTimersByTimeAsync(10);
    gathering.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(doneAt).toBe(10);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('candidates that are found later', () => {
  test('are told together with those before, and the last with end-of-candidates', async () => {
    platform.find(udp);
    gather();
    await vi.advanceTimersByTimeAsync(400);
    platform.find(tcp);
    await vi.advanceTimersByTimeAsync(10);
    platform.find(relay);
    await vi.advanceTimersByTimeAsync(600);
    platform.complete();
    await vi.advanceTimersByTimeAsync(100);
    const head = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-pwd:secret\r\na=ice-ufrag:one1\r\na=mid:0\r\n';
    const all = `${head}a=${udp}\r\na=${tcp}\r\na=${relay}\r\n`;
    expect(told).toEqual([
      { fragment: all, isLast: false, atMs: 420 },
      { fragment: `${all}a=end-of-candidates\r\n`, isLast: true, atMs: 1_030 },
    ]);
  });

  test('are not told when the description had all', async () => {
    platform.find(udp);
    platform.complete();
    gather();
    await vi.advanceTimersByTimeAsync(10);
    platform.dispatchEvent(new Event('icegatheringstatechange'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([]);
  });

  test('of a path that is restarted meanwhile are not told', async () => {
    platform.find(udp);
    gather();
    await vi.advanceTimersByTimeAsync(400);
    platform.find(relay);
    platform.begin('two2');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([]);
  });

  test('are not told after the end', async () => {
    platform.find(udp);
    gather();
    await vi.advanceTimersByTimeAsync(400);
    platform.find(relay);
    gathering.stop();
    platform.find(tcp);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([]);
  });
});
