import type { Result } from '../../runtime/result.ts';

/** The state after a partial document. */
export interface MergedState<T> {
  readonly value: T;
  /** A document was missed, or there was none before: the full state has to be asked for. */
  readonly isIncomplete: boolean;
}

/** What is known of a kind of events by its name (RFC 6665 §5). */
export interface EventPackage<T> {
  /** As in the Event header field, for example `presence`. */
  readonly name: string;
  /** Media types of the bodies of NOTIFY, in lower case, the preferred one first. They go into Accept. */
  readonly contentTypes: readonly string[];
  /** Lifetime of a subscription that does not ask for one, in seconds (RFC 6665 §5.4.4). */
  readonly defaultExpiresSec: number;
  /** Least time between two NOTIFYs to one subscriber, in ms (RFC 6665 §5.4.10); none when left out. */
  readonly minIntervalMs?: number;
  /** Which notifiers of a forked SUBSCRIBE count (RFC 6665 §5.4.9); `one` when left out. */
  readonly forks?: 'one' | 'all';
  /** A refresh does not prolong what was granted first, as a notifier (RFC 6910 §9.7). */
  readonly isFixedTerm?: boolean;
  /**
   * Reads the body of a NOTIFY.
   * @param contentType type and subtype in lower case, one of `contentTypes`
   * @returns the value, or why the body cannot be read, in English
   */
  parse(body: string, contentType: string): Result<T, string>;
  /**
   * Puts a document that may be partial together with what is known; without it every document is the full state.
   * @param known what was told before in this dialog
   * @returns undefined when `next` is older than what is known, and is to be passed over
   */
  merge?(known: T | undefined, next: T): MergedState<T> | undefined;
}
