import type { Result } from '../../runtime/result.ts';

/** What is known of a kind of events by its name (RFC 6665 §5). */
export interface EventPackage<T> {
  /** As in the Event header field, for example `presence`. */
  readonly name: string;
  /** Media types of the bodies of NOTIFY, the preferred one first. They go into Accept. */
  readonly contentTypes: readonly string[];
  /** Lifetime of a subscription that does not ask for one, in seconds (RFC 6665 §5.4.4). */
  readonly defaultExpiresSec: number;
  /** Least time between two NOTIFYs to one subscriber, in ms (RFC 6665 §5.4.10); none when left out. */
  readonly minIntervalMs?: number;
  /**
   * Reads the body of a NOTIFY.
   * @param contentType type and subtype in lower case, one of `contentTypes`
   * @returns the value, or why the body cannot be read, in English
   */
  parse(body: string, contentType: string): Result<T, string>;
}
