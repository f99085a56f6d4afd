import { beforeEach, expect, test } from 'vitest';
import { RemoteCandidates } from './remote-candidates.ts';

const host = 'candidate:1 1 udp 2113937151 192.0.2.1 40000 typ host';
const relay = 'candidate:2 1 udp 41885439 198.51.100.1 50000 typ relay';

const fragment = (ufrag: string, ...candidates: string[]): string =>
  [`a=ice-ufrag:${ufrag}`, 'm=audio 9 RTP/AVP 0', 'a=mid:0', ...candidates.map((line) => `a=${line}`), ''].join('\r\n');

let remoteDescription: { sdp: string } | null;
let added: (string | undefined)[];
let candidates: RemoteCandidates;

beforeEach(() => {
  remoteDescription = { sdp: `v=0\r\n${fragment('now')}` };
  added = [];
  candidates = new RemoteCandidates({
    get remoteDescription() {
      return remoteDescription;
    },
    addIceCandidate: (init?: RTCIceCandidateInit | null) => {
      added.push(init?.candidate);
      return Promise.resolve();
    },
  });
});

test('a later fragment repeats the earlier ones; each candidate is added once', async () => {
  await candidates.add(fragment('now', host));
  await candidates.add(fragment('now', host, relay));
  expect(added).toEqual([host, relay]);
});

test('one is the same when component, transport, address and port are (RFC 8840 §4.4)', async () => {
  remoteDescription = { sdp: `v=0\r\n${fragment('now', host)}` };
  await candidates.add(fragment('now', host.replace('candidate:1 1 udp', 'candidate:9 1 UDP'), relay));
  expect(added).toEqual([relay]);
});

test('candidates of another path are left out, and those of the next one are new', async () => {
  await candidates.add(fragment('before', host));
  expect(added).toEqual([]);
  await candidates.add(fragment('now', host));
  remoteDescription = { sdp: fragment('next') };
  await candidates.add(fragment('next', host));
  expect(added).toEqual([host, host]);
});

test('what comes before the description waits for it', async () => {
  const description = remoteDescription;
  remoteDescription = null;
  await candidates.add(fragment('now', host));
  await candidates.add(fragment('now', host, relay));
  expect(added).toEqual([]);
  remoteDescription = description;
  await candidates.described();
  await candidates.described();
  expect(added).toEqual([host, relay]);
});
