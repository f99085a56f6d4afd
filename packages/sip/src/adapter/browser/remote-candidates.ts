import { candidateKey, readIceSections } from '../../sdp/ice-fragment.ts';

type Connection = Pick<RTCPeerConnection, 'addIceCandidate'> & {
  readonly remoteDescription: { readonly sdp: string } | null;
};

/** Adds the candidates of the other end that come after its description (RFC 8838 §11). */
export class RemoteCandidates {
  readonly #connection: Connection;
  /** What the description had or was added: later fragments repeat earlier ones. */
  readonly #known = new Set<string>();
  /** The newest fragment that came before any description. */
  #early: string | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Adds those of the ufrag in force (RFC 8840 §4.4); a candidate that the platform does not understand is left out. */
  async add(fragment: string): Promise<void> {
    const description = this.#connection.remoteDescription?.sdp;
    if (description === undefined) {
      this.#early = fragment;
      return;
    }
    const inForce = new Set<string>();
    for (const { mid, ufrag, candidates } of readIceSections(description)) {
      if (ufrag === undefined) continue;
      inForce.add(ufrag);
      for (const candidate of candidates) this.#known.add(keyOf(ufrag, mid, candidate));
    }
    for (const { mid, ufrag, candidates } of readIceSections(fragment)) {
      if (ufrag === undefined || !inForce.has(ufrag)) continue;
      for (const candidate of candidates) {
        const key = keyOf(ufrag, mid, candidate);
        if (this.#known.has(key)) continue;
        this.#known.add(key);
        await this.#connection.addIceCandidate({ candidate, sdpMid: mid, usernameFragment: ufrag });
      }
    }
  }

  /** A description of the other end has come: what came before it is added now. */
  async described(): Promise<void> {
    const fragment = this.#early;
    this.#early = undefined;
    if (fragment !== undefined) await this.add(fragment);
  }
}

function keyOf(ufrag: string, mid: string, candidate: string): string {
  return `${ufrag} ${mid} ${candidateKey(candidate)}`;
}
