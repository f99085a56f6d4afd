import { markEnd, writeFragment } from './ice-fragment.ts';

/** Candidates come in bursts; those found within this time are told together. */
const TOGETHER_WITHIN_MS = 20;

type Connection = Pick<RTCPeerConnection, 'iceGatheringState' | 'addEventListener' | 'removeEventListener'> & {
  readonly localDescription: { readonly sdp: string } | null;
};

/** Tells of the candidates that are found after a description has left (RFC 8838 §9). */
export class LateCandidates {
  readonly #connection: Connection;
  readonly #tell: (fragment: string, isLast: boolean) => void;
  readonly #found = (): void => this.#later();
  /** `waiting`: no description has left since it was made. `told`: all candidates are known to the other end. */
  #state: 'waiting' | 'left' | 'told' = 'waiting';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, tell: (fragment: string, isLast: boolean) => void) {
    this.#connection = connection;
    this.#tell = tell;
    connection.addEventListener('icecandidate', this.#found);
    connection.addEventListener('icegatheringstatechange', this.#found);
  }

  /** A description is being made: what is found now will stand in it. */
  describing(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#state = 'waiting';
  }

  /** The description leaves. @returns how it leaves: with a mark when its candidates are all that there are */
  described(sdp: string): string {
    const isComplete = this.#connection.iceGatheringState === 'complete';
    this.#state = isComplete ? 'told' : 'left';
    return isComplete ? markEnd(sdp) : sdp;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#connection.removeEventListener('icecandidate', this.#found);
    this.#connection.removeEventListener('icegatheringstatechange', this.#found);
  }

  #later(): void {
    if (this.#state === 'left') this.#timer ??= setTimeout(() => this.#now(), TOGETHER_WITHIN_MS);
  }

  #now(): void {
    this.#timer = undefined;
    const { localDescription, iceGatheringState } = this.#connection;
    if (localDescription === null) return;
    const isLast = iceGatheringState === 'complete';
    if (isLast) this.#state = 'told';
    this.#tell(writeFragment(localDescription.sdp, isLast), isLast);
  }
}
