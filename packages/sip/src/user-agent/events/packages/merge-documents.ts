import type { MergedState } from '../event-package.ts';

/** A document of a series: numbered, and either the full state or what changed. */
interface Numbered {
  readonly version: number;
  readonly state: 'full' | 'partial';
}

/**
 * The rule for numbered documents: RFC 4235 §4.3, RFC 3858 §3.5, RFC 3680 §5.2, RFC 4575 §4.6.
 * A full one with the same number as before counts too, since some notifiers never raise theirs.
 * @param combine the state after a partial document, from what is known and that document
 * @returns undefined for a document that is older than what is known
 */
export function mergeDocuments<T extends Numbered>(
  known: T | undefined,
  next: T,
  combine: (known: T, next: T) => T,
): MergedState<T> | undefined {
  const isFull = next.state === 'full';
  if (known === undefined) return { value: next, isIncomplete: !isFull };
  const ahead = next.version - known.version;
  if (ahead < 0 || (ahead === 0 && !isFull)) return undefined;
  return isFull ? { value: next, isIncomplete: false } : { value: combine(known, next), isIncomplete: ahead > 1 };
}

/**
 * What is known of a table after a partial document: rows of the same key are replaced in their place, new ones come last.
 * @param isOver whether a row that is known need not be kept: it was told that it has ended
 * @param join a row after a newer one of the same key; that one by default
 */
export function mergeRows<T>(
  known: readonly T[],
  next: readonly T[],
  keyOf: (row: T) => string,
  isOver: (row: T) => boolean,
  join: (known: T, next: T) => T = (_known, row) => row,
): readonly T[] {
  const rows = new Map<string, T>();
  for (const row of known) if (!isOver(row)) rows.set(keyOf(row), row);
  for (const row of next) {
    const key = keyOf(row);
    const before = rows.get(key);
    rows.set(key, before === undefined ? row : join(before, row));
  }
  return [...rows.values()];
}
