import type { MediaWant } from '../../media/media-endpoint.ts';

/** How a call is placed. */
export interface CallOptions {
  /** What to send. */
  readonly media: MediaWant;
  /** Subject of the INVITE (RFC 3261 §20.36). */
  readonly subject?: string;
  /** Priority of the INVITE (RFC 3261 §20.26): `emergency`, `urgent`, `normal`, `non-urgent` or another token. */
  readonly priority?: string;
  /** More header fields for the INVITE. They are checked as everything that is written. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}
