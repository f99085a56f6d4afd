import type { Sentence } from '../outcomes/sentence.ts';
import type { Aor, EpochMs } from './basics.ts';

/** The conversation with one contact. Messages are in the order they were sent or came in. */
export interface ChatSnapshot {
  readonly aor: Aor;
  readonly displayName: string;
  readonly messages: readonly ChatMessageSnapshot[];
  /** Messages that came in since the chat was last read. */
  readonly unread: number;
}

export type ChatMessageSnapshot = IncomingMessageSnapshot | OutgoingMessageSnapshot;

export interface IncomingMessageSnapshot {
  readonly direction: 'incoming';
  readonly id: string;
  readonly at: EpochMs;
  readonly text: string;
}

export interface OutgoingMessageSnapshot {
  readonly direction: 'outgoing';
  readonly id: string;
  readonly at: EpochMs;
  readonly text: string;
  readonly delivery: Delivery;
}

export type Delivery =
  /** On its way, or waiting for the connection to come back. */
  | { readonly kind: 'sending' }
  /** A device of the other person has it (200). */
  | { readonly kind: 'delivered'; readonly at: EpochMs }
  /** A server keeps it until the other person is there (202). */
  | { readonly kind: 'accepted'; readonly at: EpochMs }
  /** Not delivered. `retryMessage` sends it again. */
  | { readonly kind: 'failed'; readonly at: EpochMs; readonly reason: Sentence };
