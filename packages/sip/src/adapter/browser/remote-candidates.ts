import { readIceSections } from './ice-fragment.ts';

type Connection = Pick<RTCPeerConnection, 'addIceCandidate'> & {
  readonly remoteDescription: { readonly sdp: string } | null;
};

/** Adds the candidates of the other end that come after its description (RFC 8838 §11). */
export class RemoteCandidates {
  readonly #connection: Connection;
  /** What was added: later fragments repeat earlier ones. */
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
    const inForce = new Set(readIceSections(description).map(({ ufrag }) => ufrag));
    for (const { mid, ufrag, candidates } of readIceSections(fragment)) {
      if (ufrag === undefined || !inForce.has(ufrag)) continue;
      for (const candidate of candidates) await this.#addOne({ candidate, sdpMid: mid, usernameFragment: ufrag });
    }
  }

  /** A description of the other end has come: what came before it is added now. */
  async described(): Promise<void> {
    const fragment = this.#early;
    this.#early = undefined;
    if (fragment !== undefined) await this.add(fragment);
  }

  async #addOne(init: RTCIceCandidateInit): Promise<void> {
    const key = `${init.usernameFragment} ${init.sdpMid} ${init.candidate}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    await this.#connection.addIceCandidate(init);
  }
}
