import type { Uri } from '../grammar/uri.ts';
import type { MediaWant } from '../media/media-endpoint.ts';
import type { IncomingCall, OutgoingCall } from './call.ts';
import type { IncomingMessage, MessageOutcome, OutgoingMessage } from './message-types.ts';
import type { OptionsOutcome } from './options-outcome.ts';
import type { Publication } from './publication.ts';
import type { PublishOptions } from './publication-state.ts';
import type { Registration } from './registration.ts';
import type { Subscription } from './subscription.ts';
import type { SubscribeOptions } from './subscription-state.ts';

/** A SIP user agent of one user on one device (RFC 3261 §8): `new UserAgent(runtime, options)`. */
export interface UserAgent {
  readonly registration: Registration;

  /** A call came in. It is answered 100 by itself; ring, accept or reject it. Without a handler: 480. */
  onIncomingCall: ((call: IncomingCall) => void) | undefined;
  /** A message came in. Returns the status to answer, 200 when it will be shown. Without a handler: 405. */
  onMessage: ((message: IncomingMessage) => number) | undefined;

  /** Places a call. What becomes of it is told by its state. */
  call(to: Uri, options: { readonly media: MediaWant; readonly subject?: string }): OutgoingCall;
  /** Sends a message (RFC 3428). Never rejects. */
  sendMessage(to: Uri, message: OutgoingMessage): Promise<MessageOutcome>;
  subscribe(to: Uri, options: SubscribeOptions): Subscription;
  publish(options: PublishOptions): Publication;
  /** Asks what the other end can do (RFC 3261 §11). Never rejects. */
  options(to: Uri): Promise<OptionsOutcome>;

  /** The way out is gone, as the platform says. The loss of its flow is noticed without this call. */
  flowLost(reason: string): void;
  /** The way out may be back: registers now, then refreshes subscriptions and publications. Calls go on. */
  flowRestored(): void;

  /** Ends calls, subscriptions, publications and the registration, then closes the transport. Never rejects. */
  stop(): Promise<void>;
}
