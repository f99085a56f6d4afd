import type { Emitter } from '../runtime/emitter.ts';
import type { PublicationEvents, PublicationState } from './publication-state.ts';

/** Event state of this user, published and kept alive until `remove` (RFC 3903 §4). */
export interface Publication extends Pick<Emitter<PublicationEvents>, 'on'> {
  readonly state: PublicationState;
  /** Replaces what is published. Of several updates in a row the last one counts. */
  update(body: string): void;
  /** Takes it back. Settles when that is answered or failed; never rejects. */
  remove(): Promise<void>;
}
