import type { AddressOfRecord } from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import type { Publication } from '../presence/publication.ts';
import type { SubscriptionRecord } from '../presence/subscription-record.ts';
import type { RecordChange, StoredRecord } from './stored-record.ts';

/**
 * Records of one kind. Records are plain data (strings, numbers, arrays, objects), so that any adapter can write them.
 * Records whose `expiresAt` has passed are never returned; the owner of a record still runs its timer.
 */
export interface RecordSet<R extends StoredRecord> {
  /** All live records, in the order in which their keys were first put. */
  all(): Promise<readonly R[]>;
  /** All live records of one owner, in the order in which their keys were first put. */
  of(owner: AddressOfRecord): Promise<readonly R[]>;
  /**
   * Makes all changes, or none. It resolves when they are as durable as the adapter makes them.
   * @throws {StoreError} (as a rejection) when nothing was changed
   */
  commit(changes: readonly RecordChange<R>[]): Promise<void>;
}

/** The storage port (DESIGN D4): what the server must still know after a restart. */
export interface Store {
  readonly bindings: RecordSet<Binding>;
  readonly publications: RecordSet<Publication>;
  readonly subscriptions: RecordSet<SubscriptionRecord>;
  /** After this, `all`, `of` and `commit` reject with a `StoreError`. */
  close(): Promise<void>;
}

/** A commit or a read that did not happen. The request that needed it is answered 500. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
