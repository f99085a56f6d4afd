import type { Emitter } from '../runtime/emitter.ts';
import type { MediaKind } from '../sdp/session-description.ts';

/** What this end wants to send. What it receives follows from the offer or answer of the other end. */
export interface MediaWant {
  readonly audio: boolean;
  readonly video: boolean;
  /** It takes nothing and sends nothing that a person hears (RFC 3264 §8.4). */
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

export interface MediaEndpointEvents {
  /** The set of local or remote tracks changed. */
  media: undefined;
  connection: MediaConnection;
}

/**
 * One end of the media of a call: a peer connection in the browser, a fake in tests. Offers and answers are the text of an
 * `application/sdp` body (RFC 8866) and follow RFC 3264; who may offer when is decided by `OfferAnswer`, not here.
 * All promises reject with `MediaError` only.
 */
export interface MediaEndpoint {
  readonly events: Pick<Emitter<MediaEndpointEvents>, 'on'>;

  /** Makes a local offer. It stays pending until `applyAnswer` or `rollback`. */
  createOffer(want: MediaWant): Promise<string>;

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

  /** Releases the devices and the path. Idempotent; nothing else may be called afterwards. */
  close(): void;
}

/** Makes the media ends of calls. */
export interface MediaEndpointFactory {
  /** Opens the devices of the wanted kinds. Rejects with `MediaError`. */
  open(want: MediaWant): Promise<MediaEndpoint>;
}
