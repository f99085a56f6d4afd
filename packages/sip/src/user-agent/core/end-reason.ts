import type { AuthenticationFailure } from '../../dialog/authentication-failure.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import type { MediaErrorKind } from '../../media/media-endpoint.ts';

export type { AuthenticationFailure } from '../../dialog/authentication-failure.ts';

/** The end of a call that did something: this one, or the other one. */
export type Party = 'local' | 'remote';

/**
 * Why a call, a registration, a message or any other exchange ended or failed. A closed list: a user interface has
 * a sentence for each kind, and for `rejected` one for each status code (RFC 3261 §21).
 */
export type EndReason =
  /** An established call was ended with BYE. `reason`: what the other end says about it (RFC 3326). */
  | { readonly kind: 'hung-up'; readonly by: Party; readonly reason?: ReasonValue }
  /** The caller gave up before there was an answer (CANCEL, 487). `reason`: as above. */
  | { readonly kind: 'cancelled'; readonly by: Party; readonly reason?: ReasonValue }
  /** Another device of this user answered (RFC 3326: `Reason: SIP;cause=200`). */
  | { readonly kind: 'answered-elsewhere' }
  /** Another device of this user refused for all of them (RFC 3326: `Reason: SIP;cause=603`). */
  | { readonly kind: 'declined-elsewhere' }
  /** A final response from 400 to 699. `by` is `local` when this end refused an incoming call. */
  | {
      readonly kind: 'rejected';
      readonly by: Party;
      readonly status: number;
      readonly phrase: string;
      /** When it is worth trying again, in seconds (RFC 3261 §20.33). */
      readonly retryAfterSec?: number;
    }
  /** A 3xx that was not followed: the person may choose among other addresses. */
  | {
      readonly kind: 'redirected';
      readonly status: number;
      readonly phrase: string;
      readonly contacts: readonly NameAddr[];
      /** What a 380 says about other services (§21.3.5); text of the other end, not to be trusted. */
      readonly body?: { readonly contentType: string; readonly text: string };
    }
  /** No answer came at all: the server did not respond (timers B, F), or nobody answered within the ring time. */
  | { readonly kind: 'timeout'; readonly waitedFor: 'response' | 'answer' }
  /** The connection to the server could not be made or broke. `cause` is for a log, in English. */
  | { readonly kind: 'transport'; readonly cause: string }
  /** No microphone or camera, or media that could not be agreed on. */
  | { readonly kind: 'media'; readonly error: MediaErrorKind }
  /** The server asked for credentials and the ones at hand did not do. */
  | { readonly kind: 'authentication'; readonly why: AuthenticationFailure }
  /** This end answered, and the acknowledgement never came (RFC 3261 §13.3.1.4). */
  | { readonly kind: 'unacknowledged' }
  /** The other end no longer knows the call: 481 or 408 to a request within it (RFC 5057 §5.1). */
  | { readonly kind: 'lost'; readonly status: number }
  /** The other end's messages could not be understood. `cause` is for a log, in English. */
  | { readonly kind: 'incompatible'; readonly cause: string }
  /** This end sent the other one to somebody else (RFC 3515). `to`: their address, as a URI */
  | { readonly kind: 'transferred'; readonly to: string }
  /** Another dialog took the place of this one (RFC 3891). */
  | { readonly kind: 'replaced' }
  /** The user agent was stopped. */
  | { readonly kind: 'stopped' };
