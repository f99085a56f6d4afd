import type { Emitter } from '../runtime/emitter.ts';
import type { MediaKind } from '../sdp/session-description.ts';

/** What this end wants to send. What it receives follows from the offer or answer of the other end. */
export interface MediaWant {
  readonly audio: boolean;
  readonly video: boolean;
  /** This end puts the other on hold: it takes nothing and sends nothing that a person hears or sees (RFC 3264 §8.4). */
  readonly hold?: boolean;
}

/**
 * Why media could not be had.
 * - `no-device`: there is no microphone or camera of the wanted kind
 * - `denied`: the person or the platform refused access
 * - `in-use`: another program holds the device
 * - `insecure`: the platform gives devices to secure pages only
 * - `incompatible`: the description of the other end could not be used
 * - `failed`: the platform failed in another way
 */
export type MediaErrorKind = 'no-device' | 'denied' | 'in-use' | 'insecure' | 'incompatible' | 'failed';

/** The only error that a `MediaEndpoint` or its factory may reject with. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly kind: MediaErrorKind;

  constructor(kind: MediaErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.kind = kind;
  }
}

/** State of the path that media takes, after ICE and DTLS. */
export type MediaConnection = 'connecting' | 'connected' | 'disconnected' | 'failed';

/** What a media endpoint tells of itself. */
export interface MediaEndpointEvents {
  /** The set of local or remote tracks changed. */
  media: undefined;
  connection: MediaConnection;
  /**
   * Candidates that were found after the description had left, as the body of a trickle-ice-sdpfrag (RFC 8840 §9). It
   * repeats the earlier ones of the same ufrag, so that the newest body is enough. `isLast`: it says end-of-candidates.
   */
  candidates: { readonly fragment: string; readonly isLast: boolean };
  /** What this end can send has changed, as with the first microphone in a call: only a new offer tells the other end. */
  offerNeeded: undefined;
}

/** RFC 4733 §2.5. */
export interface ToneTiming {
  /** How long each tone lasts; a browser takes 40 to 6000. */
  readonly durationMs: number;
  /** Silence between two tones; at least 30. */
  readonly gapMs: number;
}

/**
 * One end of the media of a call: a peer connection in the browser, a fake in tests. Offers and answers are the text of an
 * `application/sdp` body (RFC 8866) and follow RFC 3264; who may offer when is decided by `OfferAnswer`, not here.
 * All promises reject with `MediaError` only.
 */
export interface MediaEndpoint {
  readonly events: Pick<Emitter<MediaEndpointEvents>, 'on'>;

  /**
   * Makes a local offer. It stays pending until `applyAnswer` or `rollback`. The sections of a description say
   * `a=end-of-candidates` when no candidate will follow (RFC 8840 §8).
   * @param options `restartIce`: look for a new path, with a new ufrag (RFC 8445 §9)
   */
  createOffer(want: MediaWant, options?: { readonly restartIce?: boolean }): Promise<string>;

  /** Applies an offer of the other end and returns the answer; both are then in force. */
  acceptOffer(sdp: string, want: MediaWant): Promise<string>;

  /**
   * Applies the other end's answer to the pending local offer.
   * @param kind `pranswer` for early media: another answer to the same offer may follow (RFC 8829 §4.1.10.1)
   */
  applyAnswer(sdp: string, kind: 'answer' | 'pranswer'): Promise<void>;

  /** Forgets the pending local offer, as after a 491 or 488 to a re-INVITE. Media goes on as before it. */
  rollback(): Promise<void>;

  /** Stops or resumes sending a kind, without a new offer. */
  setMuted(kind: MediaKind, muted: boolean): void;

  /**
   * Sends tones as telephone-events (RFC 4733), after those that are still waiting.
   * @param tones of `0` to `9`, `*`, `#`, `A` to `D`, and `,` for a pause of 2 s
   * @returns false when this end does not send sound, or the other end takes no telephone-events; then INFO is the way
   * @throws {RangeError} when `tones` has another character
   */
  sendDtmf(tones: string, timing: ToneTiming): boolean;

  /**
   * Adds candidates of the other end that came after its description, as a trickle-ice-sdpfrag (RFC 8840 §9). Those of
   * another ufrag than the one in force are ignored; those that are known already change nothing.
   */
  addCandidates(fragment: string): Promise<void>;

  /** Releases the devices and the path. Idempotent; nothing else may be called afterwards. */
  close(): void;
}

/** Makes the media ends of calls. */
export interface MediaEndpointFactory {
  /** Opens the devices of the wanted kinds. Rejects with `MediaError`. */
  open(want: MediaWant): Promise<MediaEndpoint>;
}
