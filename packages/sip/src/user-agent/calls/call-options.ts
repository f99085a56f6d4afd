import type { MediaWant } from '../../media/media-endpoint.ts';

/** How a call is placed. */
export interface CallOptions {
  /** What to send. */
  readonly media: MediaWant;
  /** Subject of the INVITE (RFC 3261 §20.36). */
  readonly subject?: string;
  /** Priority of the INVITE (RFC 3261 §20.26): `emergency`, `urgent`, `normal`, `non-urgent` or another token. */
  readonly priority?: string;
  /**
   * What to do with a 3xx. `follow` (the default): its Contacts are called one after another, the preferred ones first
   * (RFC 3261 §8.1.3.4); 300 and 380 end the call with `redirected` even so. `ask`: every 3xx does.
   */
  readonly redirect?: 'follow' | 'ask';
  /** More header fields for the INVITE. They are checked as everything that is written. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}
