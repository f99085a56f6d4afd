import type { NameAddr } from '../../grammar/name-addr.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';

/** A message to send outside a dialog (RFC 3428). */
export interface OutgoingMessage {
  /** For example `text/plain;charset=utf-8`. */
  readonly contentType: string;
  /** Text; sent as UTF-8. */
  readonly body: string;
  /** Names the message across retries, so that a receiver shows it once. One is made when absent. */
  readonly id?: string;
}

/** What became of a message. */
export type MessageOutcome =
  /** A device of the receiver has it (200). */
  | { readonly kind: 'delivered'; readonly id: string }
  /** A server keeps it for the receiver (202). */
  | { readonly kind: 'accepted'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly why: EndReason };

/** A message that arrived outside a dialog. */
export interface IncomingMessage {
  /** The sender's id, else one made of Call-ID and CSeq; the same message never arrives twice under one id. */
  readonly id: string;
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly contentType: string;
  /** The body as text, decoded from UTF-8. */
  readonly body: string;
  /** When the sender says it was sent (Date), if it does. */
  readonly sentAt: EpochMs | undefined;
}
