import type { Credentials } from '../../auth/credentials.ts';
import type { SipUri } from '../../grammar/uri.ts';
import type { MediaEndpointFactory } from '../../media/media-endpoint.ts';
import type { MessageEnvelope } from '../messages/message-envelope.ts';
import type { ClaimOnCall } from './claim-on-call.ts';
import type { DeviceCapabilities } from './contact-features.ts';
import type { EventPackage } from '../events/event-package.ts';
import type { HostPort, Transport } from '../../transport/transport.ts';

/** Delays between attempts that fail (RFC 5626 §4.5). */
export interface BackoffOptions {
  /** Base time in ms while nothing works; the RFC's default is 30 000. */
  readonly baseMs: number;
  /** Base time in ms while another flow works; three times `baseMs` by default, as in the RFC. */
  readonly unhurriedBaseMs?: number;
  /** Upper bound in ms; the RFC's default is 1 800 000. */
  readonly maxMs: number;
}

/** A way out (RFC 5626 §4.2). */
export interface FlowOptions {
  /** The user agent owns it from here on, and closes it in `stop`. */
  readonly transport: Transport;
  /**
   * Where all requests go (outbound proxy). Default: the host of the address of record on port 5060; a WebSocket client
   * transport knows one peer only and does not look at it.
   */
  readonly outboundProxy?: HostPort;
}

/** CRLF keep-alive of connections whose transport does none of its own (RFC 5626 §4.4.1). */
export interface KeepAliveOptions {
  /** Longest time between two pings in seconds, where the server names none (Flow-Timer); 120 by default. */
  readonly everySec?: number;
  /** How long an answer may take in seconds; 10 by default. */
  readonly answerWithinSec?: number;
}

/** Who a user agent is, and what it is made of. */
export interface UserAgentOptions extends FlowOptions {
  /**
   * More flows, best over other networks or to other edges. Each registers with a reg-id of its own, counted on from
   * `regId`. Requests take the first that works; the next when it fails. What comes in is taken on all.
   */
  readonly additionalFlows?: readonly FlowOptions[];
  readonly keepAlive?: KeepAliveOptions;
  /** Address of record, for example `sip:alice@example.com`. */
  readonly aor: SipUri;
  readonly displayName?: string;
  /** One for each realm that asks; one without a realm is for our registrar's (RFC 3261 §22). */
  readonly credentials?: Credentials | readonly Credentials[];
  /** `urn:uuid:…`, the same for the life of this device (RFC 5626 §4.1). */
  readonly instanceId: string;
  /** Tells the flows of one instance apart; 1 for the only one. */
  readonly regId: number;
  /** Without it calls are neither placed nor taken: incoming ones get 488. */
  readonly media?: MediaEndpointFactory;
  /** For the User-Agent header field. */
  readonly userAgentName: string;
  /** Request-URI of REGISTER; default `sip:` and the domain of the address of record. */
  readonly registrar?: string;
  /** What this device is, for its Contact (RFC 3840); nothing is said by default. */
  readonly capabilities?: DeviceCapabilities;
  /** Preference of this device among the user's, from 0 to 1 (RFC 3261 §20.10); unsaid by default. */
  readonly q?: number;
  /** Wanted lifetime of the registration in seconds; 600 by default. */
  readonly registrationExpiresSec?: number;
  /** Event packages that `subscribe` and `serve` know by name. */
  readonly eventPackages?: readonly EventPackage<unknown>[];
  /**
   * Media types of messages that `onMessage` understands, in lower case; `text/plain` alone by default. For example also
   * `message/imdn+xml` (RFC 5438) and `application/im-iscomposing+xml` (RFC 3994). Others are answered 415.
   */
  readonly messageTypes?: readonly string[];
  /** Formats that messages may be wrapped in, for example `cpimEnvelope`; none by default. */
  readonly messageEnvelopes?: readonly MessageEnvelope[];
  readonly backoff?: BackoffOptions;
  /** From this many calls on, another one is answered 486 without being shown; no limit by default. */
  readonly callLimit?: number;
  /**
   * RFC 3891 §3, RFC 3911 §4: whether who knows the name of a dialog may take its place, or join it; a refusal is a 403. By
   * default what came by the outbound proxy may. It is asked before `onIncomingCall`, which may refuse too.
   */
  readonly mayReplace?: (claim: ClaimOnCall) => boolean;
  /** Packages of the application's own that INFO may bring (RFC 6086); calls tell of them by `info`. */
  readonly infoPackages?: readonly string[];
  /** How long an outgoing call rings before it is given up, in seconds; 180 by default. */
  readonly ringTimeoutSec?: number;
  /**
   * RFC 4028: how long a call lives without a sign of the other end, in seconds; 1800 by default, at least 90, 0 for no
   * session timer.
   */
  readonly sessionExpiresSec?: number;
  /** RFC 4028: the shortest session interval that is taken, in seconds; 90 by default, which is the least. */
  readonly minSessionExpiresSec?: number;
  /**
   * RFC 3262: `supported` (default) acknowledges provisional responses, and sends its own early media reliably to who can
   * acknowledge; `required` has to do with nobody who cannot; `off` does neither.
   */
  readonly reliableProvisionals?: 'supported' | 'required' | 'off';
  /** RFC 3261 §17.1.1.1: 500, 4000 and 5000 by default. */
  readonly timers?: { readonly t1Ms: number; readonly t2Ms: number; readonly t4Ms: number };
}
