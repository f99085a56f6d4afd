import type { CpimMessage } from '../../documents/cpim.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';

/** A message to send (RFC 3428). */
export interface OutgoingMessage {
  /** For example `text/plain;charset=utf-8`. */
  readonly contentType: string;
  /** Text; sent as UTF-8. */
  readonly body: string;
  /** Names the message across retries, so that a receiver shows it once. One is made when absent. */
  readonly id?: string;
  /** Subject (RFC 3261 §20.36). */
  readonly subject?: string;
  /** How long the message is of interest, in seconds (RFC 3428 §4); for ever by default. */
  readonly expiresSec?: number;
  /** More header fields. They are checked as everything that is written. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** What became of a message. */
export type MessageOutcome =
  /** A device of the receiver has it (200). */
  | { readonly kind: 'delivered'; readonly id: string }
  /** A server keeps it for the receiver (202). */
  | { readonly kind: 'accepted'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly why: EndReason };

/** A message that arrived. */
export interface IncomingMessage {
  /** The sender's id, else one made of Call-ID and CSeq; the same message never arrives twice under one id. */
  readonly id: string;
  readonly from: NameAddr;
  readonly to: NameAddr;
  /** Of the message itself, also when it was wrapped. */
  readonly contentType: string;
  /** The body as text. */
  readonly body: string;
  /** When the sender says it was sent (CPIM's DateTime, Date), if it does. */
  readonly sentAt: EpochMs | undefined;
  /**
   * From when on it is of no more interest (RFC 3428 §7), if it says so. It arrives even so: an application that shows it
   * says that it has expired.
   */
  readonly expiresAt: EpochMs | undefined;
  readonly subject: string | undefined;
  /** The call that it belongs to, as in `CallDetails.callId`; undefined outside of calls. */
  readonly callId: string | undefined;
  /** The envelope that it came in, with what is asked for by RFC 5438. */
  readonly cpim: CpimMessage | undefined;
}
