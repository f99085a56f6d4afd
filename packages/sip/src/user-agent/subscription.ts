import type { Uri } from '../grammar/uri.ts';
import type { Emitter } from '../runtime/emitter.ts';
import type { SubscriptionEvents, SubscriptionState } from './subscription-state.ts';

/** A subscription to the state of someone else (RFC 6665 §4.1). It is kept alive until `unsubscribe`. */
export interface Subscription extends Pick<Emitter<SubscriptionEvents>, 'on'> {
  readonly resource: Uri;
  readonly event: string;
  readonly state: SubscriptionState;
  /** Ends it. Settles when that is answered or failed; never rejects. */
  unsubscribe(): Promise<void>;
}
