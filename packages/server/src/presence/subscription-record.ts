import type { TransportProtocol } from '@sidetone/sip';
import type { SourceAddress } from '../source-address.ts';
import type { StoredRecord } from '../store/stored-record.ts';

/**
 * A watcher's subscription to a presentity and the notifier's end of its dialog (RFC 6665 §4.2), as plain data.
 * The owner is the presentity; the key is `dialogKey` of Call-ID and both tags.
 */
export interface SubscriptionRecord extends StoredRecord {
  /** The name of the account that watches. */
  readonly watcher: string;
  readonly callId: string;
  /** Our From and its To in requests of ours: name-addr with tag. */
  readonly local: string;
  readonly remote: string;
  /** CSeq of the newest SUBSCRIBE. */
  readonly remoteCseq: number;
  /** The watcher's Contact URI. */
  readonly remoteTarget: string;
  /** The route set in the order of travel, each a name-addr (§12.1.1). */
  readonly routes: readonly string[];
  /** The transport that the newest SUBSCRIBE came by, named in our Contact. */
  readonly contactProtocol: TransportProtocol;
  /** Set when the watcher is reached by this flow and not by its Contact. */
  readonly flow?: SourceAddress;
  /** The Event as it was asked for, with its id. */
  readonly event: string;
}

/** @param localTag ours @param remoteTag the watcher's */
export function dialogKey(callId: string, localTag: string, remoteTag: string): string {
  return `${callId} ${localTag} ${remoteTag}`;
}
