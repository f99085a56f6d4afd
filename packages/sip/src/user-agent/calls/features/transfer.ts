import type { NameAddr } from '../../../grammar/name-addr.ts';
import type { Uri } from '../../../grammar/uri.ts';
import type { Emitter } from '../../../runtime/emitter.ts';
import type { EndReason } from '../../core/end-reason.ts';

/** How far the other end is with calling somebody for us. */
export type TransferState =
  /** The REFER is out. */
  | { readonly kind: 'asking' }
  /** It has agreed. */
  | { readonly kind: 'trying' }
  /** What it heard last from whom it calls. */
  | { readonly kind: 'progress'; readonly status: number; readonly phrase: string }
  /** It got through, or has agreed and will tell no more. */
  | { readonly kind: 'done' }
  /** It has refused, or did not get through. The call with it goes on. */
  | { readonly kind: 'failed'; readonly why: EndReason };

/** What a transfer tells of itself. */
export interface TransferEvents {
  changed: Transfer;
}

/** Somebody is asked to call somebody else (RFC 3515). */
export interface Transfer extends Pick<Emitter<TransferEvents>, 'on'> {
  /** Who is to be called. */
  readonly target: Uri;
  readonly state: TransferState;
}

/** How a transfer is asked for. */
export interface TransferOptions {
  /** Whether to be told how it went; true by default. False asks for no subscription (RFC 4488), which may be refused. */
  readonly isNotified?: boolean;
  /** Who is said to have asked (RFC 3892); this end by default. */
  readonly referredBy?: NameAddr;
}
