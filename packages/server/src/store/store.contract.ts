import { describe, expect, test } from 'vitest';
import type { AddressOfRecord, Clock } from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import { StoreError, type Store } from './store.ts';

/** A store on a clock that the suite moves, and what moves it. */
export interface StoreUnderTest {
  readonly store: Store;
  readonly clock: Clock;
  /** Lets the wall clock reach this many milliseconds more. */
  readonly advance: (ms: number) => Promise<void>;
}

/** The suite that every adapter of the storage port passes. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  const alice = 'sip:alice@example.com' as AddressOfRecord;
  const bob = 'sip:bob@example.com' as AddressOfRecord;

  describe(`${name} is a Store`, () => {
    test('a record is there after the commit', async () => {
      const { store, clock } = await open();
      const record = binding(alice, 'one', clock.epoch() + 60_000);
      await store.bindings.commit([{ kind: 'put', record }]);
      expect(await store.bindings.of(alice)).toEqual([record]);
      expect(await store.bindings.all()).toEqual([record]);
    });

    test('a put with the same key replaces the record and keeps its place', async () => {
      const { store, clock } = await open();
      const end = clock.epoch() + 60_000;
      await store.bindings.commit([
        { kind: 'put', record: binding(alice, 'one', end) },
        { kind: 'put', record: binding(alice, 'two', end) },
      ]);
      const newer = { ...binding(alice, 'one', end), cseq: 2 };
      await store.bindings.commit([{ kind: 'put', record: newer }]);
      expect(await store.bindings.of(alice)).toEqual([newer, binding(alice, 'two', end)]);
    });

    test('records of one owner are not those of another, even with one key', async () => {
      const { store, clock } = await open();
      const end = clock.epoch() + 60_000;
      await store.bindings.commit([
        { kind: 'put', record: binding(alice, 'one', end) },
        { kind: 'put', record: binding(bob, 'one', end) },
      ]);
      await store.bindings.commit([{ kind: 'remove', owner: alice, key: 'one' }]);
      expect(await store.bindings.of(alice)).toEqual([]);
      expect(await store.bindings.of(bob)).toEqual([binding(bob, 'one', end)]);
      expect(await store.bindings.all()).toEqual([binding(bob, 'one', end)]);
    });

    test('removing what is not there changes nothing', async () => {
      const { store } = await open();
      await store.bindings.commit([{ kind: 'remove', owner: alice, key: 'one' }]);
      expect(await store.bindings.all()).toEqual([]);
    });

    test('a record is gone when its end has come', async () => {
      const { store, clock, advance } = await open();
      await store.bindings.commit([{ kind: 'put', record: binding(alice, 'one', clock.epoch() + 1000) }]);
      await advance(999);
      expect(await store.bindings.of(alice)).toHaveLength(1);
      await advance(1);
      expect(await store.bindings.of(alice)).toEqual([]);
      expect(await store.bindings.all()).toEqual([]);
    });

    test('of several changes all are made or none', async () => {
      const { store, clock } = await open();
      const end = clock.epoch() + 60_000;
      await store.bindings.commit([{ kind: 'put', record: binding(alice, 'one', end) }]);
      await expect(
        store.bindings.commit([
          { kind: 'remove', owner: alice, key: 'one' },
          { kind: 'put', record: binding(alice, 'two', end) },
          { kind: 'put', record: binding(alice, 'endless', Number.NaN) },
        ]),
      ).rejects.toThrow(StoreError);
      expect(await store.bindings.of(alice)).toEqual([binding(alice, 'one', end)]);
    });

    test('the kinds of records are apart', async () => {
      const { store, clock } = await open();
      await store.bindings.commit([{ kind: 'put', record: binding(alice, 'one', clock.epoch() + 60_000) }]);
      expect(await store.publications.all()).toEqual([]);
      expect(await store.subscriptions.all()).toEqual([]);
    });

    test('a closed store says so', async () => {
      const { store, clock } = await open();
      await store.close();
      await expect(store.bindings.all()).rejects.toThrow(StoreError);
      await expect(store.bindings.of(alice)).rejects.toThrow(StoreError);
      await expect(
        store.bindings.commit([{ kind: 'put', record: binding(alice, 'one', clock.epoch() + 60_000) }]),
      ).rejects.toThrow(StoreError);
    });
  });
}

function binding(owner: AddressOfRecord, key: string, expiresAt: number): Binding {
  return {
    owner,
    key,
    expiresAt,
    updatedAt: 0,
    contact: `sip:${key}@192.0.2.1`,
    params: ';+sip.ice',
    q: 1,
    callId: 'call',
    cseq: 1,
    path: [],
    source: { protocol: 'UDP', host: '192.0.2.1', port: 5060 },
    reach: 'contact',
  };
}
