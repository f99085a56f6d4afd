/** D9: ICE never makes a person wait. */
const GATHER_AFTER_FIRST_MS = 300;
const GATHER_AT_MOST_MS = 1_000;

/** The part of a peer connection that gathering looks at. */
export type GatheringConnection = Pick<
  RTCPeerConnection,
  'iceGatheringState' | 'addEventListener' | 'removeEventListener'
> & {
  readonly localDescription: { readonly sdp: string } | null;
};

/**
 * Waits until a description is worth sending: gathering is complete, or 300 ms have passed since the first candidate that
 * can be used, or 1 s in the worst case. Candidates gathered while nobody waited count.
 */
export function gatherCandidates(connection: GatheringConnection): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    let afterFirst: ReturnType<typeof setTimeout> | undefined;
    const done = (): void => {
      clearTimeout(atMost);
      clearTimeout(afterFirst);
      connection.removeEventListener('icecandidate', onCandidate);
      connection.removeEventListener('icegatheringstatechange', onState);
      resolve();
    };
    const first = (): void => {
      afterFirst ??= setTimeout(done, GATHER_AFTER_FIRST_MS);
    };
    const onCandidate = ({ candidate }: RTCPeerConnectionIceEvent): void => {
      if (candidate !== null && isUsable(candidate.candidate)) first();
    };
    const onState = (): void => {
      if (connection.iceGatheringState === 'complete') done();
    };
    const atMost = setTimeout(done, GATHER_AT_MOST_MS);
    connection.addEventListener('icecandidate', onCandidate);
    connection.addEventListener('icegatheringstatechange', onState);
    const known = connection.localDescription?.sdp.match(/^a=candidate:.*$/gm) ?? [];
    if (known.some(isUsable)) first();
  });
}

/** A TCP candidate of a browser only connects outwards, and few peers listen for that (RFC 6544 §4.1). */
function isUsable(candidate: string): boolean {
  return / udp /i.test(candidate);
}
