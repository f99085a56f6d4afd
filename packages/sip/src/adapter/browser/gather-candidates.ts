import { markEnd, readIceSections, writeFragment } from '../../sdp/ice-fragment.ts';

/** D9: ICE never makes a person wait. */
const GATHER_AFTER_FIRST_MS = 300;
const GATHER_AT_MOST_MS = 1_000;
/** Candidates come in bursts; late ones that are found within this time are told together. */
const TOGETHER_WITHIN_MS = 20;

/** The part of a peer connection that gathering looks at. */
type GatheringConnection = Pick<RTCPeerConnection, 'iceGatheringState' | 'addEventListener' | 'removeEventListener'> & {
  readonly localDescription: { readonly sdp: string } | null;
};

/**
 * Decides when a description is worth sending, and tells of the candidates that are found after it has left (RFC 8838 §9,
 * RFC 8840 §4.4).
 */
export class CandidateGathering {
  readonly #connection: GatheringConnection;
  readonly #tell: (fragment: string, isLast: boolean) => void;
  /** Ufrags whose candidates are all known. A restart begins anew before the gathering state says so. */
  readonly #complete = new Set<string>();
  /** The ufrag of the description that has left before all its candidates were known. */
  #leftUfrag: string | undefined;
  #waiting: { readonly look: () => void; readonly done: () => void } | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: GatheringConnection, tell: (fragment: string, isLast: boolean) => void) {
    this.#connection = connection;
    this.#tell = tell;
    connection.addEventListener('icecandidate', this.#onFound);
    connection.addEventListener('icegatheringstatechange', this.#onFound);
  }

  /**
   * Waits until all candidates are known, or 300 ms have passed since the first that can be used, or 1 s in the worst
   * case. Candidates gathered before count.
   * @returns the local description then; its sections say end-of-candidates when it has all. undefined when there is none
   */
  async description(): Promise<string | undefined> {
    this.#leftUfrag = undefined;
    clearTimeout(this.#telling);
    this.#telling = undefined;
    await this.#enough();
    const sdp = this.#connection.localDescription?.sdp;
    if (sdp === undefined) return undefined;
    if (this.#isComplete) return markEnd(sdp);
    this.#leftUfrag = this.#ufrag;
    return sdp;
  }

  /** Nobody waits any more, and nothing is told. */
  stop(): void {
    this.#connection.removeEventListener('icecandidate', this.#onFound);
    this.#connection.removeEventListener('icegatheringstatechange', this.#onFound);
    clearTimeout(this.#telling);
    this.#waiting?.done();
  }

  get #ufrag(): string | undefined {
    return readIceSections(this.#connection.localDescription?.sdp ?? '')[0]?.ufrag;
  }

  get #isComplete(): boolean {
    return this.#complete.has(this.#ufrag ?? '');
  }

  readonly #onFound = (): void => {
    const ufrag = this.#ufrag;
    if (this.#connection.iceGatheringState === 'complete' && ufrag !== undefined) this.#complete.add(ufrag);
    this.#waiting?.look();
    if (this.#leftUfrag !== undefined) this.#telling ??= setTimeout(() => this.#tellLate(), TOGETHER_WITHIN_MS);
  };

  #enough(): Promise<void> {
    if (this.#isComplete) return Promise.resolve();
    return new Promise((resolve) => {
      let afterFirst: ReturnType<typeof setTimeout> | undefined;
      const done = (): void => {
        clearTimeout(atMost);
        clearTimeout(afterFirst);
        this.#waiting = undefined;
        resolve();
      };
      const look = (): void => {
        if (this.#isComplete) done();
        else if (this.#hasUsable) afterFirst ??= setTimeout(done, GATHER_AFTER_FIRST_MS);
      };
      const atMost = setTimeout(done, GATHER_AT_MOST_MS);
      this.#waiting = { look, done };
      look();
    });
  }

  /** A TCP candidate of a browser only connects outwards, and few peers listen for that (RFC 6544 §4.1). */
  get #hasUsable(): boolean {
    return / udp /i.test(candidatesOf(this.#connection.localDescription?.sdp ?? ''));
  }

  #tellLate(): void {
    this.#telling = undefined;
    const sdp = this.#connection.localDescription?.sdp;
    // A restart that is under way has its own description to leave with.
    if (sdp === undefined || this.#leftUfrag === undefined || this.#leftUfrag !== this.#ufrag) return;
    const isLast = this.#isComplete;
    if (isLast) this.#leftUfrag = undefined;
    this.#tell(writeFragment(sdp, isLast), isLast);
  }
}

function candidatesOf(sdp: string): string {
  return (sdp.match(/^a=candidate:.*$/gm) ?? []).join('\n');
}
