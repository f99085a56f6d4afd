import type { AddressOfRecord, Clock } from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import type { Publication } from '../presence/publication.ts';
import type { SubscriptionRecord } from '../presence/subscription-record.ts';
import { StoreError, type RecordSet, type Store } from './store.ts';
import type { RecordChange, StoredRecord } from './stored-record.ts';

/** Keeps records in memory: for measurement, for tests, and for `--data memory`. Nothing survives the process. */
export class MemoryStore implements Store {
  readonly bindings: RecordSet<Binding>;
  readonly publications: RecordSet<Publication>;
  readonly subscriptions: RecordSet<SubscriptionRecord>;
  readonly #open = { isOpen: true };

  constructor(clock: Clock) {
    this.bindings = new MemoryRecordSet<Binding>(clock, this.#open);
    this.publications = new MemoryRecordSet<Publication>(clock, this.#open);
    this.subscriptions = new MemoryRecordSet<SubscriptionRecord>(clock, this.#open);
  }

  close(): Promise<void> {
    this.#open.isOpen = false;
    return Promise.resolve();
  }
}

class MemoryRecordSet<R extends StoredRecord> implements RecordSet<R> {
  readonly #clock: Clock;
  readonly #store: { readonly isOpen: boolean };
  readonly #byOwner = new Map<AddressOfRecord, Map<string, R>>();

  constructor(clock: Clock, store: { readonly isOpen: boolean }) {
    this.#clock = clock;
    this.#store = store;
  }

  all(): Promise<readonly R[]> {
    if (!this.#store.isOpen) return Promise.reject(closed());
    return Promise.resolve([...this.#byOwner.values()].flatMap((records) => this.#live(records)));
  }

  of(owner: AddressOfRecord): Promise<readonly R[]> {
    if (!this.#store.isOpen) return Promise.reject(closed());
    const records = this.#byOwner.get(owner);
    return Promise.resolve(records === undefined ? [] : this.#live(records));
  }

  commit(changes: readonly RecordChange<R>[]): Promise<void> {
    if (!this.#store.isOpen) return Promise.reject(closed());
    for (const change of changes) {
      if (change.kind === 'put' && !Number.isFinite(change.record.expiresAt)) {
        return Promise.reject(new StoreError(`record ${change.record.key} has no end`));
      }
    }
    for (const change of changes) this.#make(change);
    return Promise.resolve();
  }

  #make(change: RecordChange<R>): void {
    if (change.kind === 'put') {
      const records = this.#byOwner.get(change.record.owner);
      if (records === undefined) this.#byOwner.set(change.record.owner, new Map([[change.record.key, change.record]]));
      else records.set(change.record.key, change.record);
      return;
    }
    const records = this.#byOwner.get(change.owner);
    if (records === undefined) return;
    records.delete(change.key);
    if (records.size === 0) this.#byOwner.delete(change.owner);
  }

  #live(records: ReadonlyMap<string, R>): R[] {
    const now = this.#clock.epoch();
    return [...records.values()].filter((record) => record.expiresAt > now);
  }
}

function closed(): StoreError {
  return new StoreError('the store is closed');
}
