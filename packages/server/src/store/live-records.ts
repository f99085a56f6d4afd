import { Emitter, type AddressOfRecord, type Runtime, type Timer } from '@sidetone/sip';
import { KeyedQueue } from '../keyed-queue.ts';
import type { RecordSet } from './store.ts';
import type { RecordChange, StoredRecord } from './stored-record.ts';

export interface LiveRecordsEvents<R extends StoredRecord> {
  /** The records of one owner have changed, by a commit or because one has expired. */
  changed: { readonly owner: AddressOfRecord; readonly records: readonly R[] };
  /** A record's end has come; `changed` follows. */
  expired: R;
}

interface Entry<R> {
  readonly record: R;
  readonly timer: Timer;
  /** When it ends, on the monotonic clock: the wall clock may jump. */
  readonly endsAtMs: number;
}

const NOTHING: readonly never[] = [];

/**
 * The records of one kind that live now: kept in the store, indexed in memory, ended by timers. Reading is at once; a
 * change becomes visible when the store has it.
 */
export class LiveRecords<R extends StoredRecord> {
  readonly #runtime: Runtime;
  readonly #store: RecordSet<R>;
  readonly #events = new Emitter<LiveRecordsEvents<R>>();
  readonly #queue: KeyedQueue<AddressOfRecord>;
  readonly #entries = new Map<AddressOfRecord, Map<string, Entry<R>>>();
  /** The same as lists, as they are read. */
  readonly #lists = new Map<AddressOfRecord, readonly R[]>();
  readonly #expire = (record: R): void => this.#onExpired(record);

  constructor(runtime: Runtime, store: RecordSet<R>) {
    this.#runtime = runtime;
    this.#store = store;
    this.#queue = new KeyedQueue(runtime.log);
  }

  on<Name extends keyof LiveRecordsEvents<R>>(
    name: Name,
    listener: (event: LiveRecordsEvents<R>[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  /** Reads what the store has. Called once, before any request. */
  async load(): Promise<readonly R[]> {
    const records = await this.#store.all();
    for (const record of records) this.#put(record);
    return records;
  }

  /** The records of an owner, in the order in which their keys were first put. */
  of(owner: AddressOfRecord): readonly R[] {
    return this.#lists.get(owner) ?? NOTHING;
  }

  /** Whether this very record is the current one of its key. */
  isCurrent(record: R): boolean {
    return this.#entries.get(record.owner)?.get(record.key)?.record === record;
  }

  /** Seconds until a record ends, at least 1; 0 when it is no longer there. */
  remainingSec({ owner, key }: R): number {
    const entry = this.#entries.get(owner)?.get(key);
    return entry === undefined ? 0 : Math.max(1, Math.ceil((entry.endsAtMs - this.#runtime.clock.now()) / 1000));
  }

  /** Runs a task that reads the records of an owner and then changes them, after all earlier ones of this owner. */
  exclusively(owner: AddressOfRecord, task: () => Promise<void>): void {
    this.#queue.run(owner, task);
  }

  /**
   * Makes all changes to the records of one owner, or none; called from within `exclusively`.
   * @throws {StoreError} (as a rejection) when nothing was changed
   */
  async apply(owner: AddressOfRecord, changes: readonly RecordChange<R>[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#store.commit(changes);
    for (const change of changes) {
      if (change.kind === 'put') this.#put(change.record);
      else this.#remove(change.owner, change.key);
    }
    this.#emitChanged(owner);
  }

  /** Removes a record on its own account, unless it was replaced meanwhile. */
  drop(record: R): void {
    this.exclusively(record.owner, async () => {
      if (!this.isCurrent(record)) return;
      await this.apply(record.owner, [{ kind: 'remove', owner: record.owner, key: record.key }]);
    });
  }

  /** Stops all timers and forgets what is in memory. */
  close(): void {
    for (const entries of this.#entries.values()) {
      for (const entry of entries.values()) this.#runtime.timers.cancel(entry.timer);
    }
    this.#entries.clear();
    this.#lists.clear();
  }

  #put(record: R): void {
    const delayMs = Math.max(0, record.expiresAt - this.#runtime.clock.epoch());
    let entries = this.#entries.get(record.owner);
    if (entries === undefined) {
      entries = new Map();
      this.#entries.set(record.owner, entries);
    }
    this.#runtime.timers.cancel(entries.get(record.key)?.timer);
    entries.set(record.key, {
      record,
      timer: this.#runtime.timers.schedule(delayMs, this.#expire, record),
      endsAtMs: this.#runtime.clock.now() + delayMs,
    });
    this.#list(record.owner, entries);
  }

  #remove(owner: AddressOfRecord, key: string): void {
    const entries = this.#entries.get(owner);
    const entry = entries?.get(key);
    if (entries === undefined || entry === undefined) return;
    this.#runtime.timers.cancel(entry.timer);
    entries.delete(key);
    this.#list(owner, entries);
  }

  #list(owner: AddressOfRecord, entries: ReadonlyMap<string, Entry<R>>): void {
    if (entries.size > 0) {
      this.#lists.set(
        owner,
        Array.from(entries.values(), (entry) => entry.record),
      );
      return;
    }
    this.#entries.delete(owner);
    this.#lists.delete(owner);
  }

  #onExpired(record: R): void {
    this.#remove(record.owner, record.key);
    this.#events.emit('expired', record);
    this.#emitChanged(record.owner);
    // The store's own record has ended too: this only tidies up, and nothing depends on it.
    this.exclusively(record.owner, async () => {
      if (this.#entries.get(record.owner)?.has(record.key)) return;
      await this.#store.commit([{ kind: 'remove', owner: record.owner, key: record.key }]);
    });
  }

  #emitChanged(owner: AddressOfRecord): void {
    this.#events.emit('changed', { owner, records: this.of(owner) });
  }
}
