import type { AddressOfRecord, EpochMs } from '@sidetone/sip';

/** What every stored record has: an owner, a key that is unique for its owner, and an end. */
export interface StoredRecord {
  readonly owner: AddressOfRecord;
  readonly key: string;
  readonly expiresAt: EpochMs;
}

/** One change of a record; a `remove` of what is not there changes nothing. */
export type RecordChange<R extends StoredRecord> =
  | { readonly kind: 'put'; readonly record: R }
  | { readonly kind: 'remove'; readonly owner: AddressOfRecord; readonly key: string };
